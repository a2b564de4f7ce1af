"""The tables of selling: a module a noun, all known to Django from here. No logic."""

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
