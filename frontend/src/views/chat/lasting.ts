import { texts } from "../../messages/texts";

const MINUTE = 60;

/** "30 seconds", "2 minutes". */
export function lasting(seconds: number): string {
  return seconds < MINUTE ? texts.chat.seconds(seconds) : texts.chat.minutes(seconds / MINUTE);
}
