"""Nothing here speaks TLS. Still, every client of httpx reads all the world's authorities first: 50 ms, each time.

`httpx.Client(verify=NO_TLS)` does without.
"""

import ssl

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
ADDRESS_RATE = "60000 in 60s"
"""All that is tested comes from one address."""
