"use strict";
(() => {
  const root = document.documentElement;
  const page = JSON.parse(document.getElementById("page-data").textContent);
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const draftKey = `gitassay:draft:${page.sha256}:${page.decisions}${page.served ? `:${page.version}` : ""}`;
  const save = one("[data-save]");
  root.classList.add("js");

  // Storage may be forbidden for files: then nothing is remembered, and all else works.
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* nothing to do */ } };

  const say = (name, values = {}) => page.words[name].replace(/%\((\w+)\)s/g, (whole, key) => String(values[key] ?? whole));
  const plain = (points) => String(Math.round(points * 100) / 100).replace(".", page.words.decimal);
  const span = (low, high) => (low === high ? plain(low) : say("span", { low: plain(low), high: plain(high) }));
  const named = (score) => (score === null ? say("none") : say("of5", { score }));

  const rows = page.categories.filter((category) => one(`[data-category="${category.key}"]`)).map((category) => {
    const box = one(`[data-category="${category.key}"]`);
    return {
      category,
      box,
      radios: all("input[type=radio]", box),
      reason: one("select", box),
      note: one("textarea", box),
      why: one("[data-why]", box),
      error: one("[role=alert]", box),
      button: one("[data-confirm]", box),
      state: one("[data-state]", box),
      next: one("[data-next]", box),
      done: one(`[data-done="${category.key}"]`),
      confirmed: page.confirmed,
    };
  });

  const matches = page.matches.filter((match) => one(`[data-match="${match.key}"]`)).map((match) => {
    const box = one(`[data-match="${match.key}"]`);
    return { match, box, tick: one("[data-no-match]", box), reason: one("select", box), note: one("textarea", box), why: one("[data-match-why]", box), error: one("[role=alert]", box) };
  });

  const unexplained = (row) => {
    if (!row.tick.checked) return null;
    if (!row.reason.value) return [row.reason, say("whyNoMatch")];
    if (row.reason.value === "other" && !row.note.value.trim()) return [row.note, say("whichReason")];
    return null;
  };

  // undefined: nothing chosen; null: cannot judge.
  const chosen = (row) => {
    const radio = row.radios.find((candidate) => candidate.checked);
    if (!radio) return undefined;
    return radio.value === "none" ? null : Number(radio.value);
  };
  const differs = (row) => { const score = chosen(row); return score !== undefined && score !== row.category.suggested; };
  const open = () => rows.filter((row) => !row.confirmed);

  const problem = (row) => {
    if (chosen(row) === undefined) return [row.radios[0], say("chooseScore")];
    if (differs(row) && !row.reason.value) return [row.reason, say("whyDifferent")];
    if (differs(row) && row.reason.value === "other" && !row.note.value.trim()) return [row.note, say("whichReason")];
    return null;
  };

  const choice = (row) => ({
    category: row.category.id,
    note: differs(row) ? row.note.value : "",
    reason: differs(row) ? row.reason.value : null,
    score: chosen(row),
    suggested: row.category.suggested,
  });

  const keep = () => remember(draftKey, JSON.stringify({
    note: one("#decision-note").value,
    matches: matches.map((row) => ({ note: row.note.value, reason: row.reason.value, ticked: row.tick.checked })),
    rows: rows.map((row) => ({ confirmed: row.confirmed, note: row.note.value, reason: row.reason.value, score: chosen(row) ?? "none", none: chosen(row) === undefined })),
  }));

  const restore = () => {
    let draft;
    try { draft = JSON.parse(recall(draftKey)); } catch { draft = null; }
    if (!draft || !Array.isArray(draft.rows) || draft.rows.length !== rows.length) return;
    one("#decision-note").value = String(draft.note ?? "");
    matches.forEach((row, index) => {
      const kept = draft.matches?.[index];
      if (!kept) return;
      row.tick.checked = kept.ticked === true;
      row.reason.value = String(kept.reason ?? "");
      row.note.value = String(kept.note ?? "");
    });
    rows.forEach((row, index) => {
      const kept = draft.rows[index];
      row.radios.forEach((radio) => { radio.checked = !kept.none && radio.value === String(kept.score); });
      row.reason.value = String(kept.reason ?? "");
      row.note.value = String(kept.note ?? "");
      row.confirmed = kept.confirmed === true && problem(row) === null;
    });
  };

  const total = () => {
    const parts = rows.map((row) => {
      const weight = row.category.weight;
      const score = chosen(row);
      return { title: row.category.title, score, weight, low: score === null ? 0 : score * weight / 5, high: score === null ? weight : score * weight / 5 };
    });
    const exact = (points) => Math.round(points * 1e6) / 1e6;
    const low = exact(parts.reduce((sum, part) => sum + part.low, 0));
    const high = exact(parts.reduce((sum, part) => sum + part.high, 0));
    const tier = (points) => page.tiers.findIndex((candidate) => points >= candidate.at_least);
    return { parts, low, high, tiers: page.tiers.slice(tier(high), tier(low) + 1).reverse() };
  };

  const cell = (text, numeric) => {
    const made = document.createElement("td");
    made.textContent = text;
    if (numeric) made.className = "n";
    return made;
  };

  const showTotal = (complete) => {
    one("[data-open]").hidden = complete;
    one("[data-total-block]").hidden = !complete;
    if (!complete) return;
    const sum = total();
    one("[data-total]").textContent = span(sum.low, sum.high);
    one("[data-sum]").textContent = span(sum.low, sum.high);
    one("[data-tier]").textContent = sum.tiers.map((tier) => tier.name).join(say("or"));
    one("[data-hiring]").textContent = sum.tiers.length === 1
      ? say("signal", { signal: sum.tiers[0].hiring_signal }) : say("range");
    one("[data-parts]").replaceChildren(...sum.parts.map((part) => {
      const line = document.createElement("tr");
      line.append(cell(part.title), cell(part.score === null ? say("none") : part.score, true), cell(plain(part.weight), true), cell(span(part.low, part.high), true));
      return line;
    }));
  };

  const show = () => {
    rows.forEach((row) => {
      const score = chosen(row);
      row.why.hidden = !differs(row);
      row.box.classList.toggle("confirmed", row.confirmed);
      row.button.textContent = row.confirmed ? say("undo") : score === undefined ? say("confirm") : score === null ? say("confirmNone") : say("confirm5", { score });
      row.state.textContent = row.confirmed ? say("confirmed", { score: named(score) }) : say("open");
      row.done.hidden = !row.confirmed;
      const after = open().find((candidate) => rows.indexOf(candidate) > rows.indexOf(row)) ?? open()[0];
      row.next.hidden = !row.confirmed;
      row.next.href = after ? `#${after.category.key}` : "#final";
      row.next.textContent = after ? say("next", { title: after.category.title }) : say("toFinal");
    });
    matches.forEach((row) => { row.why.hidden = !row.tick.checked; });
    all("[data-confirmed]").forEach((place) => { place.textContent = String(rows.length - open().length); });
    showTotal(open().length === 0);
  };

  const complain = (row, found) => {
    row.error.textContent = found ? found[1] : "";
    [row.reason, row.note].forEach((field) => field.removeAttribute("aria-invalid"));
    if (!found) return;
    if (found[0] === row.reason || found[0] === row.note) found[0].setAttribute("aria-invalid", "true");
    found[0].focus();
  };

  rows.forEach((row) => {
    const changed = () => { row.confirmed = false; row.error.textContent = ""; show(); keep(); };
    row.box.addEventListener("change", changed);
    row.note.addEventListener("input", changed);
    row.button.addEventListener("click", () => {
      const found = row.confirmed ? null : problem(row);
      if (!found) row.confirmed = !row.confirmed;
      show();
      complain(row, found);
      keep();
    });
  });
  if (save) one("#decision-note").addEventListener("input", keep);
  matches.forEach((row) => {
    const changed = () => { row.error.textContent = ""; show(); keep(); };
    row.box.addEventListener("change", changed);
    row.note.addEventListener("input", changed);
  });

  if (save) save.addEventListener("click", (event) => {
    const message = one("[data-message]");
    const left = open();
    if (left.length) {
      event.preventDefault();
      message.textContent = say("left", { titles: left.map((row) => row.category.title).join(", ") });
      return;
    }
    const unclear = matches.find(unexplained);
    if (unclear) {
      event.preventDefault();
      message.textContent = say("unclear");
      complain(unclear, unexplained(unclear));
      return;
    }
    if (page.served) return;  // the form itself goes to the server
    const none = matches.filter((row) => row.tick.checked).map((row) => ({ note: row.note.value, reason: row.reason.value, repository: row.match.repository, source: row.match.source }));
    const decision = {
      assessment_sha256: page.sha256,
      choices: rows.map(choice),
      kind: "gitassay-decision",
      ...(none.length ? { no_matches: none } : {}),
      note: one("#decision-note").value,
      rubric: page.rubric,
      schema_version: "1.0",
    };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(decision, null, 2)}\n`], { type: "application/json" }));
    link.download = "decision.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    message.textContent = say("saved", { file: "decision.json" });
  });

  const theme = one("[data-theme-switch]");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  const nameTheme = () => { theme.textContent = dark() ? say("light") : say("dark"); };
  const kept = recall("gitassay:theme");
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; remember("gitassay:theme", root.dataset.theme); nameTheme(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  nameTheme();

  let closed = [];
  all("[data-print]").forEach((button) => button.addEventListener("click", () => {
    document.documentElement.toggleAttribute("data-only-kit", button.dataset.print === "kit");
    print();
  }));
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); closed.forEach((fold) => { fold.open = true; }); });
  addEventListener("afterprint", () => {
    closed.forEach((fold) => { fold.open = false; });
    document.documentElement.removeAttribute("data-only-kit");
  });

  if (rows.length) {
    restore();
    show();
  }
})();
