/** One WebSocket, as little as it takes to say what the session needs to know. */

import { SUBPROTOCOL } from "../wire/codes";

export interface Wires {
  opened(): void;
  received(text: string): void;
  /** Once, whatever happened; 1006 stands for a connection that simply went away. */
  closed(code: number): void;
}

export interface Transport {
  send(text: string): void;
  /** After this nothing is reported any more. */
  drop(): void;
}

export type Dial = (wires: Wires) => Transport;

export function webSocketDial(url: string): Dial {
  return (wires) => {
    const socket = new WebSocket(url, SUBPROTOCOL);
    let listening = true;
    const when = (act: () => void) => () => {
      if (listening) act();
    };
    socket.onopen = when(() => wires.opened());
    socket.onmessage = (message: MessageEvent<unknown>) => {
      if (listening && typeof message.data === "string") wires.received(message.data);
    };
    socket.onclose = (event) => {
      if (listening) wires.closed(event.code);
      listening = false;
    };
    return {
      send: (text) => socket.send(text),
      drop: () => {
        listening = false;
        socket.close();
      },
    };
  };
}
