export const notifications = {
  on: "You are told on this device.",
  off: "You are not told on this device yet.",
  denied:
    "This browser was asked before, and does not allow it. Allow notifications for this page in its settings, then come back.",
  cannot: "This browser cannot be told while the page is closed.",
  homeScreen:
    "On an iPhone or iPad, add this page to your home screen first (Share, then Add to Home Screen), and open it there.",
  unknownService: "This server does not know the push service of this browser. Its operator can allow it.",
  failed: "That did not work. Try again.",
};
