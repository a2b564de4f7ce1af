import type { shared as English } from "../en/shared";
import { number, plural } from "../language";

export const shared: typeof English = {
  roles: { owner: "Titular", host: "Host", seller: "Venta", moderator: "Moderación", buyer: "Compra" },
  noAnswer: "Sin respuesta",
  noAnswerMore: ": ¿hay conexión? Lo que pediste queda guardado y cuenta una sola vez",
  connected: "Conexión activa",
  lost: "Sin conexión, reintentando",
  lostFor: (seconds) => `Sin conexión, nuevo intento\u00a0en ${seconds} s`,
  tryNow: "Probar ahora",
  reload: "Recargar",
  connecting: "Conectando…",
  notLoaded: "No se ha podido cargar una parte de esta página. Comprueba tu conexión y recárgala.",
  undo: "Deshacer",
  dismiss: "Ocultar",
  whatYouCanDo: "Qué puedes hacer",
  myLimits: "Mis límites",
  left: "quedan {time}",
  rehearsal: "Ensayo",
  watching: (count) => plural(count, { one: "# persona mirando", other: "# personas mirando" }),
  items: (count) => `Artículos (${number(count)})`,
  searchItems: "Buscar artículos",
  noMatch: "Nada coincide.",
};
