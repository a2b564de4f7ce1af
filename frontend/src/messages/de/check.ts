import type { check as English } from "../en/check";

export const check: typeof English = {
  faults: {
    unopened: "Diese Verlosung wurde nie eröffnet.",
    late: "Jemand hat nach der angekündigten Zeit mitgemacht.",
    twice: "Jemand hat zweimal mitgemacht.",
    barred: "Jemand macht mit, der gesperrt war oder zum Team gehört.",
    taken_off: "Jemand wurde ohne Grund von der Liste genommen.",
    early: "Sie wurde vor der angekündigten Zeit geschlossen.",
    list: "Die geschlossene Liste ist nicht die Liste derer, die mitgemacht haben.",
    seed: "Der Startwert ist nicht der versprochene.",
    winners: "Startwert und Liste ergeben andere Gewinner.",
    redraw: "Nach der Reihenfolge der Ziehung wäre jemand anderes dran.",
    state: "Das konnte in diesem Moment nicht passieren.",
  },
  back: "Zurück zum Raum",
  checking: "Dein Browser prüft diese Verlosung …",
  broken: (fact) => `Eintrag ${fact} folgt nicht aus dem Eintrag davor. Dieses Verzeichnis wurde verändert.`,
  missing: (fact) =>
    `Eintrag ${fact} und was danach kommt, wurde nicht gesendet. Das Ende dieses Verzeichnisses fehlt.`,
  fault: (fact, fault) => `Eintrag ${fact}: ${fault}`,
  none: "Unter diesen Einträgen gibt es keine solche Verlosung.",
  open: "Diese Verlosung läuft. Bisher ist alles in Ordnung: Der Startwert ist versprochen, und jede Teilnahme steht im Verzeichnis.",
  calledOff: "Diese Verlosung wurde abgesagt. Der Startwert, der dabei bekannt wurde, ist der versprochene.",
  inOrder:
    "In Ordnung. Gewonnen haben die, die sich aus dem versprochenen Startwert und der Teilnahmeliste ergeben.",
  promised: "Was vor der ersten Teilnahme versprochen wurde",
  seed: "Der Startwert",
  winners: "Gewonnen haben, hier berechnet",
  facts: "Gelesene Einträge",
  everybody: (count) => `Alle auf der Liste (${count})`,
  unread: "Das Verzeichnis konnte nicht geladen werden. Prüfe deine Verbindung und lade die Seite neu.",
  insecure:
    "Dein Browser berechnet Prüfsummen nur auf Seiten, die über https kamen. Nutze stattdessen `livesell verify`.",
};
