import type { shared as English } from "../en/shared";
import { number, plural } from "../language";
import { said } from "./said";

export const shared: typeof English = {
  roles: { owner: "الملكية", host: "الاستضافة", seller: "البيع", moderator: "الإشراف", buyer: "الشراء" },
  noAnswer: "لا رد",
  noAnswerMore: ": هل الشبكة متاحة؟ طلبك محفوظ ويُحتسب مرة واحدة",
  connected: "متصل",
  lost: "انقطع الاتصال، جارٍ إعادة المحاولة",
  lostFor: (seconds) => said`انقطع الاتصال، إعادة المحاولة\u00a0بعد ${seconds} ث`,
  tryNow: "المحاولة الآن",
  reload: "إعادة التحميل",
  connecting: "جارٍ الاتصال…",
  notLoaded: "تعذّر تحميل جزء من هذه الصفحة. يُرجى التحقق من الاتصال وإعادة تحميل الصفحة.",
  undo: "تراجع",
  dismiss: "إغلاق",
  whatYouCanDo: "ما يمكنك فعله",
  myLimits: "حدودي",
  left: "بقي {time}",
  rehearsal: "تجربة",
  watching: (count) => plural(count, { other: "المشاهدون: #" }),
  items: (count) => said`المنتجات (${number(count)})`,
  searchItems: "البحث في المنتجات",
  noMatch: "لا نتائج مطابقة.",
};
