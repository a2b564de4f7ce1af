"""Running the server: start-up, the data folder, the embedded Valkey, health, checks, logs, the owner link.

Nothing here decides anything about selling or talking. Modules used by `settings` (datafolder, valkey, origins, logs)
import no Django.
"""
