"use strict";
(() => {
  document.documentElement.classList.add("js");
  const body = document.querySelector("tbody");
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll("th[data-key]")];
  const note = document.querySelector("[data-note]");
  const shown = document.querySelector("[data-shown]");
  const filter = document.getElementById("filter");

  const value = (row, index, numeric) => {
    const cell = row.cells[index];
    return numeric ? Number(cell.dataset.value) : cell.textContent.trim().toLowerCase();
  };

  const sort = (head) => {
    const numeric = head.dataset.key !== "text";
    const rising = head.getAttribute("aria-sort") === (numeric ? "descending" : "none") || (head.getAttribute("aria-sort") === "descending");
    heads.forEach((other) => other.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const factor = rising ? 1 : -1;
    const compare = (a, b) => (numeric ? a - b : a.localeCompare(b, document.documentElement.lang));
    const index = head.cellIndex;
    const keyed = rows.map((row, order) => [value(row, index, numeric), order, row]);
    keyed.sort((a, b) => factor * compare(a[0], b[0]) || a[1] - b[1]);
    body.append(...keyed.map((entry) => entry[2]));
    note.hidden = head.dataset.key !== "total";
  };

  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head));
    head.replaceChildren(button);
  });

  const texts = rows.map((row) => row.textContent.toLowerCase());
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    let count = 0;
    rows.forEach((row, index) => {
      row.hidden = !texts[index].includes(wanted);
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = wanted ? shown.dataset.shown.replace("%(count)s", count).replace("%(all)s", rows.length) : "";
  });
})();
