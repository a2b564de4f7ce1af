import type { moderation as English } from "../en/moderation";
import { plural } from "../language";

export const moderation: typeof English = {
  title: "Moderación",
  tab: "Moderar",
  tabWith: (count) => plural(count, { other: "Moderar (#)" }),
  modes: "Reglas del chat",
  shieldMeans:
    "El escudo está activado: solo reserva y puja gente conocida; quien acaba de llegar no escribe.",
  raise: "Activar el escudo",
  lower: "Quitar el escudo",
  switches: "Modos",
  slow: "Modo lento",
  followers: "Solo quienes siguen la sala",
  delay: "Retraso",
  links: "Enlaces",
  off: "No",
  any: "Sin tiempo mínimo",
  allLinks: "Todos",
  listedLinks: "A sitios de la lista",
  noLinks: "Ninguno",
  seconds: (count) => plural(count, { one: "# segundo", other: "# segundos" }),
  held: (count) => plural(count, { other: "Mensajes en espera (#)" }),
  keys: "Sobre un mensaje: A lo aprueba, D lo rechaza, J y K te mueven.",
  nothingWaits: "No hay nada en espera.",
  denyAll: "Rechazar todo",
  denyAllOf: (count) => plural(count, { other: "Rechazar los # de esta persona" }),
  allow: "Aprobar",
  deny: "Rechazar",
  takeIt: "Me encargo yo",
  isOnIt: (name) => `Se encarga ${name}`,
  moreWait: (count) =>
    plural(count, { one: "Detrás de estos espera # más.", other: "Detrás de estos esperan # más." }),
  says: (name, text) => `${name}: ${text}`,
  forgotten: "borrado",
  why: { first: "primer mensaje aquí", words: "palabras por revisar", delay: "se ve en unos segundos" },
};
