"""The contract's terms, in four rooms: ``reading``, ``check`` and ``wording`` each use ``model``, and none another."""
