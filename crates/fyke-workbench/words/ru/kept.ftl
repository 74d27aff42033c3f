# что люди хранят: закладки, заметки, поиски
kept-bookmarks = закладки
kept-notes = заметки
kept-alerts = поиски и новое
kept-to-check = проверить
kept-checked = проверено
kept-important = важное
kept-none = больше не хранить
kept-keep-as = сохранить как
kept-keep = сохранить
kept-search-name = сохранить этот поиск как
kept-search-save = сохранить и сообщать о новом
kept-nothing = вы ещё ничего не сохранили. рядом с субъектом, наводкой или строкой можно её сохранить
kept-none-fit = ничто из сохранённого не подходит под выбор
kept-all = всё
kept-all-lists = все списки
kept-what = что
kept-status = состояние
kept-list = список
kept-shared = для всех
kept-by = кто
kept-change = изменить
kept-as-file = как файл:
note-about = о
note-new = новая заметка
note-edit = изменить эту заметку
note-keep = сохранить заметку
note-cite = ссылайтесь на строку так, как показывает её страница:
note-nothing = заметок ещё нет. рядом с субъектом, наводкой или строкой их можно написать
note-nothing-here = об этом заметок ещё нет
note-versions = { $n ->
    [one] { $n } прежняя версия
    [few] { $n } прежние версии
    [many] { $n } прежних версий
   *[other] { $n } прежней версии
  }
alerts-nothing = вы ещё не сохранили поисков. найдите что-нибудь и сохраните поиск там
alerts-new = новое
alerts-nothing-new = с тех пор как вы смотрели, ничего не пришло
alerts-searches = сохранённые поиски
alerts-search = поиск
alerts-seen = просмотрено
alerts-feed = лента
alerts-feed-hint = у кого есть адрес ленты, тот читает её без входа; если забыть поиск, лента закончится
alerts-forget = забыть
alerts-address-broke = это не поиск, который можно запустить снова
alerts-address-repair = сохраните его со страницы поиска
