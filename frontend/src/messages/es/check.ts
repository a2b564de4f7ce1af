import type { check as English } from "../en/check";

const faults: (typeof English)["faults"] = {
  unopened: "este sorteo nunca se abrió.",
  late: "alguien se apuntó después de la hora anunciada.",
  twice: "alguien se apuntó dos veces.",
  barred: "participa alguien que fue expulsado o que es del equipo.",
  taken_off: "se quitó a alguien de la lista sin motivo.",
  early: "se cerró antes de la hora anunciada.",
  list: "la lista que se cerró no es la de quienes se apuntaron.",
  seed: "la semilla no es la que se prometió.",
  winners: "no son las personas que salen de la semilla y la lista.",
  redraw: "no es la siguiente persona en el orden del sorteo.",
  state: "esto no podía pasar en ese momento.",
};

export const check: typeof English = {
  faults,
  back: "Volver a la sala",
  checking: "Tu navegador está comprobando este sorteo…",
  broken: (fact) => `El hecho ${fact} no se sigue del hecho anterior. Este registro se ha modificado.`,
  missing: (fact) =>
    `No se enviaron el hecho ${fact} ni los que le siguen. A este registro le han cortado el final.`,
  fault: (fact, fault) => `Hecho ${fact}: ${fault}`,
  none: "Entre estos hechos no hay ningún sorteo así.",
  open: "Este sorteo está abierto. Hasta ahora todo está en orden: la semilla está prometida y cada participación figura en el registro.",
  calledOff: "Este sorteo se canceló. La semilla que se publicó entonces es la que se prometió.",
  inOrder: "Todo en orden. Han ganado quienes salen de la semilla prometida y la lista de participantes.",
  promised: "Lo que se prometió antes de la primera participación",
  seed: "La semilla",
  winners: "Quién ha ganado, según el cálculo de aquí",
  facts: "Hechos leídos",
  everybody: (count) => `Toda la lista (${count})`,
  unread: "No se ha podido leer el registro. Comprueba tu conexión y recarga la página.",
  insecure: "Tu navegador solo calcula hashes en páginas que llegan por https. Usa `livesell verify`.",
};
