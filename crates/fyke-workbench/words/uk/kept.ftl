# що люди зберігають: закладки, нотатки, пошуки
kept-bookmarks = закладки
kept-notes = нотатки
kept-alerts = пошуки й новини
kept-to-check = перевірити
kept-checked = перевірено
kept-important = важливе
kept-none = більше не зберігати
kept-keep-as = зберегти як
kept-keep = зберегти
kept-search-name = зберегти цей пошук як
kept-search-save = зберегти і казати про нове
kept-nothing = ви ще нічого не зберегли. поруч із суб’єктом, наводкою чи рядком можна його зберегти
kept-none-fit = ніщо зі збереженого не відповідає вибору
kept-all = усе
kept-all-lists = усі списки
kept-what = що
kept-status = стан
kept-list = список
kept-shared = для всіх
kept-by = хто
kept-change = змінити
kept-as-file = як файл:
note-about = про
note-new = нова нотатка
note-edit = змінити цю нотатку
note-keep = зберегти нотатку
note-cite = посилайтеся на рядок так, як показує його сторінка:
note-nothing = нотаток ще немає. поруч із суб’єктом, наводкою чи рядком їх можна написати
note-nothing-here = про це нотаток ще немає
note-versions = { $n ->
    [one] { $n } попередня версія
    [few] { $n } попередні версії
    [many] { $n } попередніх версій
   *[other] { $n } попередньої версії
  }
alerts-nothing = ви ще не зберегли пошуків. знайдіть щось і збережіть пошук там
alerts-new = нове
alerts-nothing-new = відколи ви дивилися, нічого не надійшло
alerts-searches = збережені пошуки
alerts-search = пошук
alerts-seen = переглянуто
alerts-feed = стрічка
alerts-feed-hint = хто має адресу стрічки, читає її без входу; якщо забути пошук, стрічка закінчиться
alerts-forget = забути
alerts-address-broke = це не пошук, який можна запустити знову
alerts-address-repair = збережіть його зі сторінки пошуку
