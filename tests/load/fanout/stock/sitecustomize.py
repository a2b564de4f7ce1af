"""On the path of a process (PYTHONPATH), this makes livesell serve by uvicorn's own protocols, for comparison."""

import uvicorn

made = uvicorn.Config.__init__


def stock(self, *args, **options):
    made(self, *args, **options | {"http": "httptools", "ws": "websockets-sansio"})


uvicorn.Config.__init__ = stock
