# texts that were read, what they say, and where they do not agree
menu-texts = тексты
texts-title = тексты
texts-means = тексты, прочитанные массово: кто что сказал какими словами и кто говорит иначе. их читала машина; что правда, решают люди
texts-sayings = те же слова в нескольких текстах
texts-disagreements = где тексты расходятся
texts-stories = истории, о которых пишут несколько
texts-each = каждый текст
texts-none = в это дело ещё не прочитан ни один текст. в командной строке: fyke read CASE PATH
texts-none-here = такого текста нет; уберите фильтр
texts-filter = выбрать тексты
texts-q = слова в тексте
texts-outlet = издание
texts-language = язык
texts-all = все
texts-naming = тексты, называющие того, кто может быть
texts-no-outlet = издание неизвестно
texts-no-day = день неизвестен
texts-refused = не удалось прочитать
texts-more = ещё { $n }
texts-see-place = показать в тексте
texts-story = история
texts-by-day = тексты по дням
texts-witness-means = источник — это все тексты, связанные копированием или общей рукой: сколько бы изданий их ни печатало, это один свидетель
texts-no-disagreements = расхождений не замечено; это не доказывает согласия
texts-no-sayings = ничто не повторяется в нескольких текстах теми же словами
texts-disagreements-mean = обе стороны как есть, с одинаковым весом. машина увидела, что они различаются; что правда, решают люди
texts-reconcilable = оба могут быть верны:
texts-not-reconcilable = не видно ничего, что сделало бы оба верными
texts-sayings-mean = одно высказывание, как его печатают несколько текстов, и что изменилось между ними
texts-of-one = только одного текста
texts-by = сказал(а)
texts-nobody = говорящий не назван
texts-saying = те же слова
texts-wordings = формулировки
texts-wordings-mean = зачёркнуто: слова, которые есть у большинства, а здесь нет; подчёркнуто: слова, стоящие здесь вместо них
texts-canonical = как у большинства
texts-same-words = те же слова
texts-account = текст
texts-left-out = не учтено при чтении
texts-quote = цитата
texts-fact = факт о поставках
texts-credit = ссылка на источник
texts-finding = замечание к тексту
texts-disagreement = расхождение
texts-name = имя
texts-not-compared = поступили тексты, с которыми этот ещё не сравнён
texts-findings = что читателю следует знать о тексте
texts-findings-mean = изъято или показано, но не исполнено
texts-entities = кого могут означать имена
texts-entities-mean = само имя ещё никто: число говорит, насколько вероятно, что это одно имя, а не кто из тёзок имеется в виду
texts-probability = то же имя: { $p }
texts-unsettled = кто есть кто, не решено
texts-as-written = как написано:
texts-facts = факты о поставках
texts-lead-only = наводка для человека, а не вывод
texts-supply-who = кто
texts-supply-does = делает
texts-supply-goods = товары
texts-supply-object = кого или что
texts-supply-weapon = оружие
texts-supply-place = завод или место
texts-supply-when = когда
texts-negated = отрицается
texts-hedged = подозрение или возможность
texts-former = якобы в прошлом
texts-quotes = кто что сказал
texts-otherwise = где другие говорят иначе
texts-also = что другие говорят теми же словами
texts-witness = кто вместе с ним один свидетель
texts-alone = стоит отдельно: общего источника с другими текстами не видно
texts-shared-third = связаны через третий текст
texts-earliest = самая ранняя дата: намёк, не доказательство
texts-credits = кого называет своим источником
texts-names = имена в тексте
texts-may-mean = может означать
texts-capture = как поступил и что его читало
texts-file = файл
texts-hash = SHA-256
texts-url = адрес
texts-fetched = получено
texts-media = тип файла
texts-tool = архивировано с помощью
texts-read-at = прочитано
texts-read-by = читали
texts-nothing-read = ничто не читало
texts-rules = правила и модели
texts-byline = автор, как сказано
texts-naming-it = тексты, называющие его
texts-dropped-structure = меню и поля по структуре страницы
texts-dropped-repeated = повторяется на нескольких страницах сайта
texts-dropped-cue = слова рекламы, подписи или благодарности
texts-dropped-doubled = дважды стоит в тексте
texts-dropped-hidden = читатели страницы этого не видят
texts-finding-hidden-text = скрытый текст
texts-finding-bidi = знаки, меняющие направление письма
texts-finding-invisible = невидимые знаки
texts-finding-homoglyph = имя похожими буквами
texts-finding-instruction = слова, обращённые к машине
texts-finding-campaign = многие сайты публикуют это одновременно
texts-finding-no-model = язык, который здесь ничто не читает
texts-finding-cut = обрезано на пределе
texts-kind-person = лицо
texts-kind-organization = организация
texts-kind-place = место
texts-kind-product = изделие
texts-kind-vessel = судно или самолёт
texts-kind-group = народ или группа
texts-kind-date = дата
texts-kind-quantity = количество
texts-kind-other = другое название
texts-shared-copy = те же слова от начала до конца
texts-shared-near-copy = почти те же слова
texts-shared-carried = один содержит другой
texts-shared-wire = оба называют одно агентство
texts-shared-quote-order = те же цитаты в том же порядке
texts-credit-wire = весь материал
texts-credit-contributed = часть материала
texts-credit-passed = одно утверждение
texts-credit-hearsay = никто не назван
texts-quote-full = целые предложения в кавычках
texts-quote-partial = несколько слов в кавычках
texts-quote-headline = в заголовке
texts-quote-composite = составлено из нескольких
texts-quote-nested = внутри другой цитаты
texts-quote-indirect = без кавычек
texts-how-explicit = имя рядом со словами
texts-how-pronoun = местоимение
texts-how-split = имя между двумя частями
texts-how-continued = продолжает предыдущий абзац
texts-how-implicit = продолжает последний говоривший
texts-change-spelling = написание или знаки
texts-change-boundary = где начинается или кончается
texts-change-substance = другие слова, пропущенные или добавленные
texts-change-splice = соединены предложения, которые в других местах стоят отдельно
texts-change-silent-elision = слова пропущены без знака
texts-change-paraphrase-in-marks = другая формулировка в кавычках
texts-change-by-meaning = сопоставлено только по смыслу, моделью: сверьте оба
texts-does-supplies = поставляет
texts-does-makes = производит
texts-does-services = обслуживает
texts-does-used-in = является частью
texts-does-used-by = используется
texts-does-owns = владеет
texts-does-part-of = входит в
texts-does-procures = закупает
texts-does-funds = финансирует
texts-does-transports = перевозит
texts-does-operates = эксплуатирует
texts-does-acts-for = действует от имени
texts-does-heads = возглавляет
texts-differ-quote-words = слова цитаты
texts-differ-speaker = кто это сказал
texts-differ-splice = соединённые или пропущенные предложения
texts-differ-number = число
texts-differ-date = дата
texts-differ-place = место
texts-differ-name = название
texts-differ-polarity = так ли это
texts-differ-source-chain = пропущенная цепь источников
texts-differ-wording = как это названо
texts-differ-participant = кто это сделал или кому
texts-n = { $n ->
    [one] текст
    [few] текста
    [many] текстов
   *[other] текста
  }
texts-words = { $n ->
    [one] слово
    [few] слова
    [many] слов
   *[other] слова
  }
texts-quotes-n = { $n ->
    [one] цитата
    [few] цитаты
    [many] цитат
   *[other] цитаты
  }
texts-outlets = { $n ->
    [one] издание
    [few] издания
    [many] изданий
   *[other] издания
  }
texts-origins = { $n ->
    [one] независимый источник
    [few] независимых источника
    [many] независимых источников
   *[other] независимых источника
  }
texts-sayings-n = { $n ->
    [one] высказывание
    [few] высказывания
    [many] высказываний
   *[other] высказывания
  }
texts-places-n = { $n ->
    [one] расхождение
    [few] расхождения
    [many] расхождений
   *[other] расхождения
  }
texts-reworded = { $n ->
    [one] место с другими словами
    [few] места с другими словами
    [many] мест с другими словами
   *[other] места с другими словами
  }
