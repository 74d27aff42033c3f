# search, bulk search, and pieces of many pages
permalink-other = це посилання зроблено за версії справи { $then }; ви бачите версію { $now }
parts-pages = частини списку
parts-before = назад
parts-after = далі
parts-span = { $from }–{ $to } із { $total }
parts-as-file = як файл:
parts-row = рядок
parts-no-rows = рядків немає
parts-more-rows = і ще { $n }
parts-listed = у списку
search-title = пошук
search-many = шукати багато імен
search-results = результати
search-found = { $n ->
    [one] знайдено { $shown } суб’єкт
    [few] знайдено { $shown } суб’єкти
    [many] знайдено { $shown } суб’єктів
   *[other] знайдено { $shown } суб’єкта
  }
search-found-at-least = знайдено щонайменше { $shown }
search-none = нікого з такою назвою немає; спробуйте менше слів, інше написання або назву її власним письмом
search-none-here = нікого з такою назвою за цих умов немає; приберіть одну з них
search-chosen = вибрано
search-take-away = прибрати цю умову
search-take-all = прибрати всі
search-not = без
search-without = виключити
search-fold = згорнути майже однакове
search-unfold = показати кожен запис окремо
search-matched = також відомо як
search-near = { $n ->
    [one] ще один майже такий самий
    [few] ще { $n } майже такі самі
    [many] ще { $n } майже таких самих
   *[other] ще { $n } майже такого самого
  }
search-narrow = звузити результати
search-more-values = ще { $n }
facet-topic = тема
facet-schema = вид
facet-country = країна
facet-dataset = набір даних
topic-listed = у списку
topic-trades = торгує
topic-lead = у наводці
schema-company = компанія
schema-organization = організація
schema-legalentity = юридична особа
schema-publicbody = державний орган
schema-person = особа
schema-vessel = судно
schema-airplane = літак
schema-address = адреса
schema-thing = щось
batch-title = пошук багатьох імен
batch-what = одне ім’я в рядку, для кожного — ким воно може бути; країна й дата після імені розрізняють тезок
batch-names = імена
batch-form = ім’я; країна; дата
batch-most = щонайбільше { $n } за раз
batch-file = або файл CSV
batch-cutoff = показувати від такої ймовірності
batch-search = шукати всі
batch-broken = форма обірвалася або завелика
batch-broken-repair = надішліть її ще раз, частинами, якщо вона понад 4 МБ
batch-too-many = { $n } імен — більше, ніж { $most } за один раз
batch-too-many-repair = надішліть їх частинами або перевірте файл командою fyke screen
batch-empty = імен не було
batch-empty-repair = вставте по одному імені в рядок або виберіть файл
batch-gone = ця відповідь більше не зберігається
batch-gone-repair = виконайте пошук ще раз
batch-result = імена і ким вони можуть бути
batch-counted = імен: { $names }, зі збігом від { $cutoff }: { $hits }
batch-all = усі імена
batch-hits = лише збіги
batch-again = інші імена
batch-kept = зберігається для вас у пам’яті, доки місце не знадобиться новішим пошукам або програма не завершиться
batch-no-hits = жодне ім’я ні на кого не схоже
batch-line = рядок
batch-name = ім’я
batch-best = найкращий кандидат
batch-likely = імовірність
batch-others = інші
batch-nobody = нікого схожого
