# search, bulk search, and pieces of many pages
permalink-other = эта ссылка сделана при версии дела { $then }; вы видите версию { $now }
parts-pages = части списка
parts-before = назад
parts-after = дальше
parts-span = { $from }–{ $to } из { $total }
parts-as-file = как файл:
parts-row = строка
parts-no-rows = строк нет
parts-more-rows = и ещё { $n }
parts-listed = в списке
search-title = поиск
search-many = искать много имён
search-results = результаты
search-found = { $n ->
    [one] найден { $shown } субъект
    [few] найдено { $shown } субъекта
    [many] найдено { $shown } субъектов
   *[other] найдено { $shown } субъекта
  }
search-found-at-least = найдено не менее { $shown }
search-none = никого с таким именем нет; попробуйте меньше слов, другое написание или имя его собственным письмом
search-none-here = никого с таким именем при этих условиях нет; уберите одно из них
search-chosen = выбрано
search-take-away = убрать это условие
search-take-all = убрать все
search-not = без
search-without = исключить
search-fold = свернуть почти одинаковое
search-unfold = показать каждую запись отдельно
search-matched = также известно как
search-near = { $n ->
    [one] ещё один почти такой же
    [few] ещё { $n } почти таких же
    [many] ещё { $n } почти таких же
   *[other] ещё { $n } почти таких же
  }
search-narrow = сузить результаты
search-more-values = ещё { $n }
facet-topic = тема
facet-schema = вид
facet-country = страна
facet-dataset = набор данных
topic-listed = в списке
topic-trades = торгует
topic-lead = в наводке
schema-company = компания
schema-organization = организация
schema-legalentity = юридическое лицо
schema-publicbody = государственный орган
schema-person = человек
schema-vessel = судно
schema-airplane = самолёт
schema-address = адрес
schema-thing = нечто
batch-title = поиск многих имён
batch-what = одно имя в строке, для каждого — кем оно может быть; страна и дата после имени различают тёзок
batch-names = имена
batch-form = имя; страна; дата
batch-most = не более { $n } за раз
batch-file = или файл CSV
batch-cutoff = показывать от такой вероятности
batch-search = искать все
batch-broken = форма оборвалась или слишком велика
batch-broken-repair = отправьте её ещё раз, частями, если она больше 4 МБ
batch-too-many = { $n } имён — больше, чем { $most } за один раз
batch-too-many-repair = отправьте их частями или проверьте файл командой fyke screen
batch-empty = имён не было
batch-empty-repair = вставьте по одному имени в строку или выберите файл
batch-gone = этот ответ больше не хранится
batch-gone-repair = выполните поиск ещё раз
batch-result = имена и кем они могут быть
batch-counted = имён: { $names }, с совпадением от { $cutoff }: { $hits }
batch-all = все имена
batch-hits = только совпадения
batch-again = другие имена
batch-kept = хранится для вас в памяти, пока место не понадобится новым поискам или программа не завершится
batch-no-hits = ни одно имя ни на кого не похоже
batch-line = строка
batch-name = имя
batch-best = лучший кандидат
batch-likely = вероятность
batch-others = другие
batch-nobody = никого похожего
