# graph, ways, flows, chains
filter-hs = товари, HS
filter-min = вартістю від
filter-ties = зв’язки
trade-value = вартість
trade-mass = маса
trade-rows = { $n ->
    [one] { $shown } рядок
    [few] { $shown } рядки
    [many] { $shown } рядків
   *[other] { $shown } рядка
  }
graph-title = граф
graph-what = хто з ким пов’язаний: торгівля, власність, посади
graph-of-whom = граф починається з когось: напишіть назву
graph-around = навколо
graph-take-away = прибрати з центру
graph-links = зв’язки
graph-no-links = за таких умов зв’язків немає: зніміть позначки видів або розширте дні
graph-from = від
graph-to = до
graph-parties = сторони
graph-name = назва
graph-degree = зв’язків у справі
graph-next = далі
graph-centre = центр
graph-expand = розгорнути
graph-ways = шляхи
graph-more = ще { $n } зв’язків, менших за ці
graph-wider = показати більше
edge-rows = рядки цього зв’язку
paths-title = шляхи від одного до іншого
paths-what = через кого товари, частки чи посади ведуть від одного до іншого, найкоротші спершу
paths-both = вкажіть, від кого і до кого; досить назви
whom-which = кого ви маєте на увазі:
whom-nobody = тут немає нікого з назвою
whom-nobody-repair = спробуйте менше літер, інше написання або назву її власним письмом
paths-steps = кроків щонайбільше
paths-steps-of = кроки цього шляху
paths-in-time = лише в порядку часу
paths-either = і проти напрямку
paths-none = шляху не знайдено
paths-try-either = спробувати й проти напрямку торгівлі
paths-found = { $n ->
    [one] { $shown } шлях
    [few] { $shown } шляхи
    [many] { $shown } шляхів
   *[other] { $shown } шляху
  }
paths-part = пошук зупинився, не переглянувши всього; звузьте його, щоб побачити решту
flows-title = потоки
flows-exporter = експортер
flows-importer = імпортер
flows-table = лічено за
flows-table-larger = більша таблиця
flows-table-consignments = партії
flows-table-flows = статистика країн
flows-headings = товари найбільшої вартості
flows-all-goods = усі товари
flows-caption = маршрути за вартістю; лічено за: { $table }; декларує: { $side }
flows-none = за таких умов нічого не рухалося: приберіть умову або розширте місяці
flows-more = ще { $n } маршрутів, менших за ці
flows-other-currency = { $n ->
    [one] { $shown } рядок в іншій валюті полічено, але не додано: вартість у { $currency }
    [few] { $shown } рядки в інших валютах полічено, але не додано: вартість у { $currency }
    [many] { $shown } рядків в інших валютах полічено, але не додано: вартість у { $currency }
   *[other] { $shown } рядка в інших валютах полічено, але не додано: вартість у { $currency }
  }
flows-chain = те саме як ланцюг реекспорту
flows-back = назад до потоків
flows-never-summed = задеклароване двома сторонами однієї торгівлі ніколи не додається, так само партії та статистика країн.
flows-borders = кордони й назви місць відповідають даним і не стають на чийсь бік у територіальних спорах.
flows-embargoed = під ембарго
flow-no-pair = це не пара країн
flow-no-pair-repair = напишіть, наприклад, DE-TR
flow-series = вартість за місяцями
flow-months = таблицею
flow-month = місяць
chain-title = ланцюг реекспорту
chain-end = кінець
chain-none = за таких умов до кінця нічого не дійшло: назвіть інший кінець або розширте товари й місяці
chain-caption = смуги ланцюга
chain-part = частина
chain-direct = прямо
chain-detour = в обхід
chain-onward = далі
chain-other = інше
