import type { notifications as English } from "../en/notifications";

export const notifications: typeof English = {
  on: "Auf diesem Gerät bekommst du Nachrichten.",
  off: "Auf diesem Gerät bekommst du noch keine Nachrichten.",
  denied:
    "Dieser Browser wurde schon gefragt und erlaubt es nicht. Erlaube Benachrichtigungen für diese Seite in seinen Einstellungen und komm dann zurück.",
  cannot: "Dieser Browser kann nichts zeigen, solange die Seite geschlossen ist.",
  homeScreen:
    "Auf iPhone oder iPad: Leg diese Seite zuerst auf den Home-Bildschirm (Teilen, dann „Zum Home-Bildschirm“) und öffne sie dort.",
  unknownService:
    "Dieser Server kennt den Push-Dienst dieses Browsers nicht. Wer ihn betreibt, kann ihn erlauben.",
  failed: "Das hat nicht geklappt. Versuch es noch einmal.",
};
