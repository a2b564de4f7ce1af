import type { sale as English } from "../en/sale";
import { plural } from "../language";
import { counted, percent, said } from "./said";

export const sale: typeof English = {
  left: (count) => plural(count, counted("بقيت قطعة واحدة", "بقيت قطعتان", "بقيت # قطع", "بقيت # قطعة")),
  offSale: "خارج البيع",
  soldOut: "نفد",
  allHeld: "كله محجوز",
  inLine: (left, waiting) => plural(waiting, { other: "{left} · في الانتظار #" }, { left: said`${left}` }),
  theItem: "المنتج",
  claims: {
    held: (item) => said`${item} محجوز لك.`,
    promoted: (item) => said`حان دورك: ${item} محجوز لك الآن.`,
    firstInLine: (item) => said`أنت أول من في قائمة انتظار ${item}.`,
    inLine: (item, ahead) =>
      plural(
        ahead,
        counted(
          "أنت في قائمة انتظار {item}، وأمامك شخص واحد.",
          "أنت في قائمة انتظار {item}، وأمامك شخصان.",
          "أنت في قائمة انتظار {item}، وأمامك # أشخاص.",
          "أنت في قائمة انتظار {item}، وأمامك # شخصًا.",
          "أنت في قائمة انتظار {item}، وأمامك # شخص.",
        ),
        { item: said`${item}` },
      ),
    wanted: (item) => said`طلبت ${item}: من يدفع أولًا يحصل عليه.`,
    released: (item) => said`أُلغي حجزك ${item}.`,
    expired: (item) => said`انتهت مدة حجزك ${item}.`,
    expiredAt: (item, time) => said`انتهت مدة حجزك ${item} عند ${time}.`,
    ordered: (item) => said`${item} أصبح لك: تجده ضمن طلبك.`,
  },
  bids: {
    leading: (lot) => said`مزايدتك هي الأعلى على ${lot}.`,
    outbid: (lot) => said`هناك مزايدة أعلى من مزايدتك على ${lot}.`,
    won: (lot) => said`مبارك الفوز: ${lot} لك.`,
    over: (lot) => said`انتهى مزاد ${lot}، ولم يكن من نصيبك.`,
    offered: (lot) => said`معروض عليك: ${lot}.`,
  },
  outbidAlready: "هناك مزايدة أعلى بالفعل: شخص آخر مستعد لدفع المبلغ نفسه على الأقل.",
  mostRaised: "رُفع حدك الأعلى. لا يُخبر بذلك أحد غيرك.",
  lot: "مزاد",
  lots: {
    pending: "قريبًا",
    open: "مفتوح",
    paused: "متوقف مؤقتًا",
    offeredTo: (name) => said`معروض على ${name}`,
    offeredToNext: "معروض على التالي",
    sold: "بيع لشخص",
    soldFor: (price) => said`بيع لشخص بسعر ${price}`,
    soldTo: (name) => said`بيع إلى ${name}`,
    soldToFor: (name, price) => said`بيع إلى ${name} بسعر ${price}`,
    void: (why) => said`أُلغي: ${why}`,
    voidBecause: {
      away: "انقطع اتصال شخص لا بد من حضوره",
      over: "انتهت الحفلة",
      seller_out: "استُبعد البائع",
      struck: "شُطبت مزايدات، وكان السعر سينخفض",
    },
    notSold: "لم يُبع",
  },
  flash: {
    on: (share) => said`خصم ${percent(share)} لمدة {time}`,
    coming: (share) => said`خصم ${percent(share)} بعد {time}`,
  },
  eligible: {
    everyone: "المشاركة للجميع",
    followers: "لمتابعي هذه الغرفة",
    buyers: "لمن اشترى في هذه الحفلة",
  },
  entrants: (count) => plural(count, counted("مشاركة واحدة", "مشاركتان", "# مشاركات", "# مشاركة")),
  nobodyTakesPart: "لا مشاركات",
  prizes: (count, prize) => said`${count} × ${prize}`,
};
