from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "livesell.gateway"
    default_auto_field = "django.db.models.BigAutoField"
