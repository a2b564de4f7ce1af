import type { notifications as English } from "../en/notifications";

export const notifications: typeof English = {
  on: "Te avisamos en este dispositivo.",
  off: "Todavía no te avisamos en este dispositivo.",
  denied:
    "Este navegador ya preguntó y no lo permite. Permite las notificaciones de esta página en sus ajustes y vuelve aquí.",
  cannot: "Este navegador no puede avisarte con la página cerrada.",
  homeScreen:
    "En un iPhone o iPad, añade primero esta página a la pantalla de inicio (Compartir y luego Añadir a pantalla de inicio) y ábrela desde allí.",
  unknownService:
    "Este servidor no conoce el servicio de notificaciones de este navegador. Quien lo administra puede permitirlo.",
  failed: "No ha funcionado. Inténtalo otra vez.",
};
