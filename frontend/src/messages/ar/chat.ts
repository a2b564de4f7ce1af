import type { chat as English } from "../en/chat";
import { plural } from "../language";
import { counted, said } from "./said";

const SECONDS = counted("ثانية واحدة", "ثانيتان", "# ثوانٍ", "# ثانية");

export const chat: typeof English = {
  title: "الدردشة",
  messages: "الرسائل",
  earlier: "الرسائل السابقة",
  earlierFailed: "تعذّر تحميل الرسائل السابقة. يُرجى المحاولة بعد قليل.",
  nobodyYet: "لا توجد رسائل بعد.",
  newMessages: "رسائل جديدة",
  signIn: "تسجيل الدخول للمشاركة في الدردشة",
  newOnes: (count) =>
    plural(count, counted("رسالة جديدة", "رسالتان جديدتان", "# رسائل جديدة", "# رسالة جديدة")),
  saySomething: "كتابة رسالة",
  yourMessage: "رسالتك",
  send: "إرسال",
  sending: "جارٍ الإرسال…",
  whatYouAsked: "ما طلبته",
  tooMany: (count) =>
    plural(count, counted("حرف زائد", "حرفان زائدان", "# أحرف زائدة", "# حرفًا زائدًا", "# حرف زائد")),
  charactersLeft: (count) =>
    plural(count, counted("بقي حرف واحد", "بقي حرفان", "بقيت # أحرف", "بقي # حرفًا", "بقي # حرف")),
  removed: "محذوفة",
  edited: "(معدّلة)",
  answer: "رد",
  report: "إبلاغ",
  more: "رموز تعبيرية والمزيد",
  edit: "تعديل",
  editing: "تعديل رسالتك",
  answering: "رد على {name}: {quote}",
  cancel: "إلغاء",
  tooFarBack: "هذه الرسالة أقدم من أن تُعرض هنا.",
  react: "تفاعل",
  sendHeart: "إرسال قلب",
  pinned: "مثبّتة",
  pin: "تثبيت",
  toTheEnd: "حتى نهاية الحفلة",
  unpin: "إلغاء التثبيت",
  poll: "استطلاع",
  askEverybody: "سؤال للجميع",
  questions: (count) => (count > 0 ? said`الأسئلة (${count})` : "الأسئلة"),
  about: "بخصوص",
  first: "أول رسالة هنا",
  regular: "من روّاد الغرفة",
  aboutMessageOf: (name) => said`بخصوص رسالة ${name}`,
  messageOf: (name) => said`رسالة ${name}`,
  remove: "حذف الرسالة",
  ban: "حظر {name}",
  banMore: "حظر {name}…",
  banned: (name) => said`تم حظر ${name}.`,
  howLong: "المدة",
  announce: "نشر إعلان",
  announceAnother: "نشر إعلان آخر",
  takeDown: "إزالة الإعلان",
  standsAbove: "يظهر للجميع أعلى الدردشة",
  seconds: (count) => plural(count, SECONDS),
  minutes: (count) => plural(count, counted("دقيقة واحدة", "دقيقتان", "# دقائق", "# دقيقة")),
  sendIn: (count) =>
    plural(count, counted("إرسال بعد ثانية", "إرسال بعد ثانيتين", "إرسال بعد # ثوانٍ", "إرسال بعد # ثانية")),
  silence: {
    title: "ما تقرر بشأنك",
    muted: (time) =>
      said`تم إسكاتك مؤقتًا حتى ${time}. يمكنك المشاهدة والحجز والمزايدة والدفع، لكن ليس الكتابة.`,
    warned: "وصلك تنبيه. تعود الكتابة متاحة بعد قراءة السبب والإقرار به.",
    why: "السبب وطريقة الاعتراض",
    acknowledge: "قرأت ذلك",
  },
};
