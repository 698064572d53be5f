"""What quoth is made of; its types stand in quoth itself."""

from typing import Any

def __getattr__(name: str) -> Any: ...
