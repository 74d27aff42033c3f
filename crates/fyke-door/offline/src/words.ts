// The words of the door's own pages; the build keeps the lines that this page says.

import ar from "../../words/ar.txt";
import en from "../../words/en.txt";
import fa from "../../words/fa.txt";
import ru from "../../words/ru.txt";
import tr from "../../words/tr.txt";
import uk from "../../words/uk.txt";
import zh from "../../words/zh.txt";

const parsed = (text: string) => new Map(text.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));

export const LANGUAGES: Record<string, { name: string; words: Map<string, string>; fromRight?: boolean }> = {
  en: { name: "English", words: parsed(en) },
  uk: { name: "Українська", words: parsed(uk) },
  ru: { name: "Русский", words: parsed(ru) },
  fa: { name: "فارسی", words: parsed(fa), fromRight: true },
  ar: { name: "العربية", words: parsed(ar), fromRight: true },
  zh: { name: "中文", words: parsed(zh) },
  tr: { name: "Türkçe", words: parsed(tr) },
};
