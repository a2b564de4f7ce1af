/** Emoji to pick from. All of them are letters of the page: nothing is fetched. */

export const GROUPS = {
  faces: "😀 😃 😄 😁 😆 😅 😂 🤣 😊 🙂 😉 😍 🥰 😘 😋 😜 🤔 🤗 🤩 😎 🥳 😴 😮 😢 😭 😡 🥺 😬 🙄 🤯",
  hands: "👍 👎 👏 🙌 🙏 👋 🤝 💪 👌 🤞 ✌️ 🤟 👉 👈 👆 👇 ✋ 🫶",
  hearts: "❤️ 🧡 💛 💚 💙 💜 🖤 🤍 🤎 💖 💕 💔 💯 ✨ ⭐ 🔥 🎉 🎊",
  things: "👗 👚 👕 👖 🧥 👟 👠 👜 👒 💍 💄 🧸 🎁 📦 🏺 🫙 🍯 🍵 🪴 🖼️ 📚 🎨 🧵 🧶",
  shop: "🛍️ 🛒 💰 💶 💴 💳 🏷️ 🔨 ⏰ ⏳ ✅ ❌ ❓ ❗ 🚚 ✈️ 📸 👀",
} as const;

export type Group = keyof typeof GROUPS;
