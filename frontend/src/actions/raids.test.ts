import { describe, expect, it } from "vitest";
import { roomAt } from "./raids";

const HERE = "https://live.example";
const ID = "01k0000000000000000000000a";

describe("the address of a room", () => {
  it("is one of this server, with whatever stands behind it", () => {
    expect(roomAt(`${HERE}/rooms/${ID}/`, HERE)).toBe(ID);
    expect(roomAt(`${HERE}/rooms/${ID}/items/3/?of=hana`, HERE)).toBe(ID);
    expect(roomAt(`${HERE}/rooms/${ID}`, HERE)).toBe(ID);
  });

  it("is no other one, and no name", () => {
    expect(roomAt(`https://elsewhere.example/rooms/${ID}/`, HERE)).toBeNull();
    expect(roomAt(`${HERE}/rooms/`, HERE)).toBeNull();
    expect(roomAt(`${HERE}/calendar/${ID}/`, HERE)).toBeNull();
    expect(roomAt("Bea", HERE)).toBeNull();
    expect(roomAt("javascript:alert(1)", HERE)).toBeNull();
  });
});
