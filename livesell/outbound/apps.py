from django.apps import AppConfig


class OutboundConfig(AppConfig):
    name = "livesell.outbound"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from livesell.outbound import subscriptions  # noqa: PLC0415 - models are there only now

        subscriptions.end_with_sessions()
