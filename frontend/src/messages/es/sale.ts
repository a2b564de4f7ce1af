import type { sale as English } from "../en/sale";
import { plural } from "../language";

export const sale: typeof English = {
  left: (count) => plural(count, { one: "queda #", other: "quedan #" }),
  offSale: "Fuera de venta",
  soldOut: "Agotado",
  allHeld: "Todo reservado",
  inLine: (left, waiting) =>
    plural(waiting, { one: "{left} · # en espera", other: "{left} · # en espera" }, { left }),
  theItem: "el artículo",
  claims: {
    held: (item) => `Has reservado ${item}.`,
    promoted: (item) => `Te toca: ya tienes la reserva de ${item}.`,
    firstInLine: (item) => `Vas en primer lugar en la lista de espera de ${item}.`,
    inLine: (item, ahead) =>
      plural(
        ahead,
        {
          one: "Estás en la lista de espera de {item}, con # persona por delante.",
          other: "Estás en la lista de espera de {item}, con # personas por delante.",
        },
        { item },
      ),
    wanted: (item) => `Quieres ${item}: se lo lleva quien pague primero.`,
    released: (item) => `Se anuló tu reserva de ${item}.`,
    expired: (item) => `Tu reserva de ${item} ha caducado.`,
    expiredAt: (item, time) => `Tu reserva de ${item} caducó a las ${time}.`,
    ordered: (item) => `Te llevas ${item}: ya está en tu pedido.`,
  },
  bids: {
    leading: (lot) => `Vas ganando en ${lot}.`,
    outbid: (lot) => `Han superado tu puja en ${lot}.`,
    won: (lot) => `¡Has ganado! Te llevas ${lot}.`,
    over: (lot) => `${lot} ha terminado. Esta vez no te lo llevas.`,
    offered: (lot) => `Te ofrecen ${lot}.`,
  },
  outbidAlready: "Ya han superado tu puja: alguien pagaría al menos lo mismo.",
  mostRaised: "Has subido tu máximo. No se lo decimos a nadie.",
  lot: "Un lote",
  lots: {
    pending: "Próximamente",
    open: "Abierto",
    paused: "En pausa",
    offeredTo: (name) => `Se ofrece a ${name}`,
    offeredToNext: "Se ofrece a la siguiente persona",
    sold: "Vendido",
    soldFor: (price) => `Vendido por ${price}`,
    soldTo: (name) => `Vendido a ${name}`,
    soldToFor: (name, price) => `Vendido a ${name} por ${price}`,
    void: (why) => `Anulado: ${why}`,
    voidBecause: {
      away: "faltaba alguien imprescindible",
      over: "el directo ha terminado",
      seller_out: "se excluyó a quien lo vendía",
      struck: "se retiraron pujas y el precio habría bajado",
    },
    notSold: "Sin vender",
  },
  flash: {
    on: (percent) => `${percent} % menos durante {time}`,
    coming: (percent) => `${percent} % menos dentro de {time}`,
  },
  eligible: {
    everyone: "Puede participar cualquiera",
    followers: "Para quienes siguen esta sala",
    buyers: "Para quienes compraron en este directo",
  },
  entrants: (count) => plural(count, { one: "Participa # persona", other: "Participan # personas" }),
  nobodyTakesPart: "No participa nadie",
  prizes: (count, prize) => `${count} × ${prize}`,
};
