# graph, ways, flows, chains
filter-hs = البضائع، HS
filter-min = بقيمة لا تقل عن
filter-ties = الروابط
trade-value = القيمة
trade-mass = الكتلة
trade-rows = { $n ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفان
    [few] { $shown } صفوف
    [many] { $shown } صفًا
   *[other] { $shown } صف
  }
graph-title = رسم الشبكة
graph-what = من يرتبط بمن: تجارة وملكية ومناصب
graph-of-whom = تبدأ الشبكة من أحد: اكتب اسمًا
graph-around = حول
graph-take-away = أزل من المركز
graph-links = الروابط
graph-no-links = لا روابط ضمن هذا الترشيح: ألغِ تحديد الأنواع أو وسّع الأيام
graph-from = من
graph-to = إلى
graph-parties = الأطراف
graph-name = الاسم
graph-degree = روابطه في القضية
graph-next = المتابعة
graph-centre = المركز
graph-expand = وسّع
graph-ways = الطرق
graph-more = { $n } رابطًا آخر أصغر من هذه
graph-wider = اعرض المزيد
edge-rows = صفوف هذا الرابط
paths-title = الطرق من طرف إلى آخر
paths-what = عبر من تصل البضائع أو الحصص أو المناصب من طرف إلى آخر، الأقصر أولًا
paths-both = اذكر من وإلى من؛ يكفي الاسم
whom-which = من تقصد بـ
whom-nobody = لا أحد هنا باسم
whom-nobody-repair = جرّب حروفًا أقل أو كتابة أخرى أو الاسم بخطه الأصلي
paths-steps = عدد الخطوات الأقصى
paths-steps-of = خطوات هذا الطريق
paths-in-time = بترتيب الزمن فقط
paths-either = وعكس الاتجاه أيضًا
paths-none = لم يُعثر على طريق
paths-try-either = جرّب عكس اتجاه التجارة أيضًا
paths-found = { $n ->
    [zero] لا طرق
    [one] طريق واحد
    [two] طريقان
    [few] { $shown } طرق
    [many] { $shown } طريقًا
   *[other] { $shown } طريق
  }
paths-part = توقف البحث قبل أن يرى كل شيء؛ ضيّقه لترى الباقي
flows-title = تدفقات
flows-exporter = المصدِّر
flows-importer = المستورد
flows-table = محسوبة من
flows-table-larger = الجدول الأكبر
flows-table-consignments = الشحنات
flows-table-flows = إحصاءات البلدان
flows-headings = البضائع الأعلى قيمة
flows-all-goods = كل البضائع
flows-caption = المسارات بحسب القيمة، محسوبة من { $table }، كما صرّح بها { $side }
flows-none = لم يتحرك شيء ضمن هذا الترشيح: أزل خيارًا أو وسّع الأشهر
flows-more = { $n } مسارًا آخر أصغر من هذه
flows-other-currency = { $n ->
    [zero] لا صفوف بعملات أخرى؛ القيم بعملة { $currency }
    [one] صف واحد بعملة أخرى معدود وغير مجموع: القيم بعملة { $currency }
    [two] صفان بعملات أخرى معدودان وغير مجموعين: القيم بعملة { $currency }
    [few] { $shown } صفوف بعملات أخرى معدودة وغير مجموعة: القيم بعملة { $currency }
    [many] { $shown } صفًا بعملات أخرى معدودة وغير مجموعة: القيم بعملة { $currency }
   *[other] { $shown } صف بعملات أخرى معدودة وغير مجموعة: القيم بعملة { $currency }
  }
flows-chain = نفسها كسلسلة إعادة تصدير
flows-back = عودة إلى التدفقات
flows-never-summed = ما يصرّح به طرفا تجارة واحدة لا يُجمع أبدًا، ولا تُجمع الشحنات مع إحصاءات البلدان.
flows-borders = الحدود وأسماء الأماكن كما في البيانات، ولا انحياز فيها في النزاعات على الأراضي.
flows-embargoed = تحت الحظر
flow-no-pair = هذا ليس زوجًا من البلدان
flow-no-pair-repair = اكتبه هكذا: DE-TR
flow-series = القيمة شهرًا بشهر
flow-months = كجدول
flow-month = الشهر
chain-title = سلسلة إعادة التصدير
chain-end = النهاية
chain-none = لم يصل شيء إلى الوجهة ضمن هذا الترشيح: اذكر وجهة أخرى أو وسّع البضائع والأشهر
chain-caption = أشرطة السلسلة
chain-part = الجزء
chain-direct = مباشر
chain-detour = بطريق ملتف
chain-onward = ما بعده
chain-other = غير ذلك
