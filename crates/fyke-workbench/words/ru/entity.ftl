# entities, records, judgements, rows, datasets
entity-asked-as = запрошено как
entity-graph = граф
entity-timeline = хронология
entity-paths = пути к другому
entity-lead = наводка
entity-facts = факты
entity-no-facts = кроме имени, ничего не сказано
entity-conflicts = { $n ->
    [one] в одном месте источники противоречат друг другу
    [few] в { $n } местах источники противоречат друг другу
    [many] в { $n } местах источники противоречат друг другу
   *[other] в { $n } места источники противоречат друг другу
  }
entity-conflict = противоречие
entity-prop = свойство
entity-value = значение
entity-said-by = кто говорит
entity-more-values = ещё { $n } значений
entity-links = связи
entity-no-links = ни владельцев, ни должностей, ни других связей не известно; с кем торгует — в разделе торговли
entity-link = связь
entity-other = другая сторона
entity-days = дни
entity-rows = строки
entity-out = к
entity-in = от
entity-traded = торговля и дни
entity-sent = { $n ->
    [one] партия отправлена
    [few] партии отправлено
    [many] партий отправлено
   *[other] партии отправлено
  }
entity-received = { $n ->
    [one] партия получена
    [few] партии получено
    [many] партий получено
   *[other] партии получено
  }
entity-all-events = все события: { $n }
entity-records = записи
entity-split = отделить выбранные записи
entity-split-what = выберите записи, которые означают кого-то другого; они станут отдельным субъектом, и это можно вернуть
entity-split-do = отделить
entity-why-one = почему это одно
entity-why-apart = сравнено и различено
pairs-title = нерешённые пары
pairs-what = две записи, которые могут означать одно; машина не рассудит, человек может
pairs-waiting = { $n ->
    [one] ждёт { $shown } пара
    [few] ждут { $shown } пары
    [many] ждут { $shown } пар
   *[other] ждут { $shown } пары
  }
pairs-none = здесь ничего не ждёт: все пары уже различены машиной или людьми
pairs-key-move = движение
pairs-key-why = написать причину
pairs-one-now = вероятность, что это одно; сейчас это один субъект
pairs-apart-now = вероятность, что это одно; сейчас они порознь
pairs-reasons = что за и что против
say-same = то же самое
say-different = разное
say-unsure = не определить
say-split = отделено
say-taken-back = возвращена строка
say-why = почему
say-no-why = суждение без причины не записано
say-no-why-repair = вернитесь и скажите в нескольких словах почему
judgements-title = что люди сказали о записях
judgements-what = каждая строка остаётся; возврат — это ещё одна строка
judgements-none = ещё никто ничего не сказал; нерешённые пары ждут кого-то
judgements-gone = больше не действует
judgements-take-back = вернуть
timeline-title = хронология
timeline-of-whom = хронология кому-то принадлежит: напишите имя
timeline-none = при таких условиях ничего с датой не известно
timeline-events = { $n ->
    [one] { $shown } событие
    [few] { $shown } события
    [many] { $shown } событий
   *[other] { $shown } события
  }
timeline-drawing = события по дням, рядами
timeline-drawn-part = нарисованы первые события; в списке все
filter-since = с
filter-until = по
filter-kinds = виды
kind-consignment = партия
kind-listing = внесение в список
kind-ownership = собственность
kind-directorship = руководство
kind-payment = платёж
kind-position = место судна
kind-trade = торговля
kind-link = связь
kind-sanction = санкция
prop-name = имя
prop-alias = также известно как
prop-country = страна
prop-incorporationdate = основано
prop-birthdate = рождение
prop-builddate = построено
prop-address = адрес
prop-registrationnumber = регистрационный номер
prop-status = статус
prop-program = программа
row-title = строка
row-lean-back = назад к наводке, опираясь на эту строку
row-of = строка { $n },
row-of-rows = из { $n } строк
row-before = предыдущая строка
row-after = следующая строка
row-cells = ячейки, как в файле
row-became = чем это стало
row-became-nothing = ни одна таблица этого не взяла
row-refused = отклонено
row-bytes = байты в файле
row-bytes-at = строка начинается с байта { $from }, её длина { $len }
row-no-bytes = этот файл не текст, в котором у строки есть своё место
row-no-text = эти байты не UTF-8; нечитаемые буквы показаны знаками, а ниже байты числами
row-hex = байты шестнадцатерично
row-file-stays = файл от источника, его не выдают
row-download = скачать файл
evidence-stays = этот файл от источника, его не выдают
evidence-stays-repair = читайте его строки здесь; то, что говорят и открытые данные, может выйти с ними
dataset-file = файл
dataset-bytes = байты
dataset-added = поступил
dataset-stands = новейшее издание
dataset-stands-yes = да
dataset-stands-no = нет, есть новее
dataset-see-refused = посмотреть, что отклонено ({ $n })
dataset-entities = субъекты, которых он называет
refused-title = чего не взяла ни одна таблица
refused-what = каждая строка или ячейка: что сломалось и что делать
refused-none = взято всё
refused-column = столбец
refused-why = что сломалось и что делать
diff-title = что изменилось между двумя изданиями
diff-from = от
diff-to = до
diff-compare = сравнить
diff-one = у этого набора нет двух изданий
diff-one-repair = добавьте новое издание командой fyke add
diff-none = ничего не изменилось
diff-added = добавлено
diff-removed = удалено
diff-changed = изменено
