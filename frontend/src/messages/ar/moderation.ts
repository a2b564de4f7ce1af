import type { moderation as English } from "../en/moderation";
import { plural } from "../language";
import { counted, said } from "./said";

export const moderation: typeof English = {
  title: "الإشراف",
  tab: "الإشراف",
  tabWith: (count) => plural(count, { other: "الإشراف (#)" }),
  modes: "قواعد الدردشة",
  shieldMeans: "الدرع مرفوع: لا يحجز ولا يزايد إلا من اشترى هنا من قبل، ولا يكتب الغرباء.",
  raise: "رفع الدرع",
  lower: "خفض الدرع",
  switches: "الأوضاع",
  slow: "الوضع البطيء",
  followers: "للمتابعين فقط",
  delay: "التأخير",
  links: "الروابط",
  off: "متوقف",
  any: "أي متابع",
  allLinks: "الكل",
  listedLinks: "إلى مواقع محددة",
  noLinks: "لا شيء",
  seconds: (count) => plural(count, counted("ثانية واحدة", "ثانيتان", "# ثوانٍ", "# ثانية")),
  held: (count) => plural(count, { other: "رسائل منتظرة (#)" }),
  keys: "على رسالة: A للسماح، وD للرفض، وJ وK للتنقل.",
  nothingWaits: "لا شيء ينتظر.",
  denyAll: "رفض الكل",
  denyAllOf: (count) => plural(count, { other: "رفض كل رسائل هذا الشخص (#)" }),
  allow: "سماح",
  deny: "رفض",
  takeIt: "أتولى هذه",
  isOnIt: (name) => said`يتولاها ${name}`,
  moreWait: (count) =>
    plural(
      count,
      counted(
        "رسالة أخرى تنتظر بعدها.",
        "رسالتان أخريان تنتظران بعدها.",
        "# رسائل أخرى تنتظر بعدها.",
        "# رسالة أخرى تنتظر بعدها.",
      ),
    ),
  says: (name, text) => said`${name}: ${text}`,
  forgotten: "منسيّة",
  why: { first: "أول رسالة هنا", words: "كلمات للمراجعة", delay: "تظهر بعد ثوانٍ" },
};
