"""Configuration that says how the project is built, run, checked and deployed; parsed, never run."""

from gitassay.facts.configs.read import read_configs
from gitassay.facts.configs.table import Configs, ContainerFile, Deployment, Instruction, Step, ToolConfig, Workflow

__all__ = ["Configs", "ContainerFile", "Deployment", "Instruction", "Step", "ToolConfig", "Workflow", "read_configs"]
