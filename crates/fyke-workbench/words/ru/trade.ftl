# graph, ways, flows, chains
filter-hs = товары, HS
filter-min = стоимостью от
filter-ties = связи
trade-value = стоимость
trade-mass = масса
trade-rows = { $n ->
    [one] { $shown } строка
    [few] { $shown } строки
    [many] { $shown } строк
   *[other] { $shown } строки
  }
graph-title = граф
graph-what = кто с кем связан: торговля, собственность, должности
graph-of-whom = граф начинается с кого-то: напишите имя
graph-around = вокруг
graph-take-away = убрать из центра
graph-links = связи
graph-no-links = при таких условиях связей нет: снимите отметки видов или расширьте дни
graph-from = от
graph-to = к
graph-parties = стороны
graph-name = имя
graph-degree = связей в деле
graph-next = дальше
graph-centre = центр
graph-expand = раскрыть
graph-ways = пути
graph-more = ещё { $n } связей, меньших этих
graph-wider = показать больше
edge-rows = строки этой связи
paths-title = пути от одного к другому
paths-what = через кого товары, доли или должности ведут от одного к другому, кратчайшие сначала
paths-both = укажите, от кого и к кому; достаточно имени
whom-which = кого вы имеете в виду:
whom-nobody = здесь нет никого с именем
whom-nobody-repair = попробуйте меньше букв, другое написание или имя его собственным письмом
paths-steps = шагов не более
paths-steps-of = шаги этого пути
paths-in-time = только в порядке времени
paths-either = и против направления
paths-none = путь не найден
paths-try-either = попробовать и против направления торговли
paths-found = { $n ->
    [one] { $shown } путь
    [few] { $shown } пути
    [many] { $shown } путей
   *[other] { $shown } пути
  }
paths-part = поиск остановился, не просмотрев всего; сузьте его, чтобы увидеть остальное
flows-title = потоки
flows-exporter = экспортёр
flows-importer = импортёр
flows-table = считается по
flows-table-larger = большая таблица
flows-table-consignments = партии
flows-table-flows = статистика стран
flows-headings = товары наибольшей стоимости
flows-all-goods = все товары
flows-caption = маршруты по стоимости; считается по: { $table }; декларирует: { $side }
flows-none = при таких условиях ничего не двигалось: уберите условие или расширьте месяцы
flows-more = ещё { $n } маршрутов, меньших этих
flows-other-currency = { $n ->
    [one] { $shown } строка в другой валюте посчитана, но не прибавлена: стоимость в { $currency }
    [few] { $shown } строки в других валютах посчитаны, но не прибавлены: стоимость в { $currency }
    [many] { $shown } строк в других валютах посчитано, но не прибавлено: стоимость в { $currency }
   *[other] { $shown } строки в других валютах посчитаны, но не прибавлены: стоимость в { $currency }
  }
flows-chain = то же как цепочка реэкспорта
flows-back = назад к потокам
flows-never-summed = заявленное двумя сторонами одной торговли никогда не складывается, как и партии со статистикой стран.
flows-borders = границы и названия мест следуют данным и не принимают ничью сторону в территориальных спорах.
flows-embargoed = под эмбарго
flow-no-pair = это не пара стран
flow-no-pair-repair = напишите, например, DE-TR
flow-series = стоимость по месяцам
flow-months = таблицей
flow-month = месяц
chain-title = цепочка реэкспорта
chain-end = конец
chain-none = при таких условиях до конца ничего не дошло: назовите другой конец или расширьте товары и месяцы
chain-caption = полосы цепочки
chain-part = часть
chain-direct = прямо
chain-detour = в обход
chain-onward = дальше
chain-other = прочее
