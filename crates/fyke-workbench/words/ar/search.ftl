# search, bulk search, and pieces of many pages
permalink-other = أُنشئ هذا الرابط عند الإصدار { $then } من القضية، وما تراه هو الإصدار { $now }
parts-pages = أجزاء القائمة
parts-before = السابق
parts-after = التالي
parts-span = { $from } إلى { $to } من { $total }
parts-as-file = كملف:
parts-row = صف
parts-no-rows = لا صفوف
parts-more-rows = و{ $n } غيرها
parts-listed = مدرج في قائمة
search-title = بحث
search-many = ابحث عن أسماء كثيرة
search-results = النتائج
search-found = { $n ->
    [zero] لا كيانات
    [one] كيان واحد
    [two] كيانان
    [few] { $shown } كيانات
    [many] { $shown } كيانًا
   *[other] { $shown } كيان
  }
search-found-at-least = { $shown } كيان على الأقل
search-none = لا أحد بهذا الاسم هنا؛ جرّب كلمات أقل أو كتابة أخرى أو الاسم بخطه الأصلي
search-none-here = لا أحد بهذا الاسم ضمن هذه الخيارات؛ أزل أحدها
search-chosen = المختار
search-take-away = أزل هذا الخيار
search-take-all = أزل الكل
search-not = من دون
search-without = استبعد
search-fold = اطوِ ما يكاد يتطابق
search-unfold = اعرض كل سجل وحده
search-matched = يُعرف أيضًا باسم
search-near = { $n ->
    [zero] لا شيء يكاد يطابقه
    [one] واحد آخر يكاد يطابقه
    [two] اثنان آخران يكادان يطابقانه
    [few] { $n } أخرى تكاد تطابقه
    [many] { $n } أخرى تكاد تطابقه
   *[other] { $n } أخرى تكاد تطابقه
  }
search-narrow = ضيّق النتائج
search-more-values = { $n } غيرها
facet-topic = موضوع
facet-schema = نوع
facet-country = بلد
facet-dataset = مجموعة بيانات
topic-listed = في قائمة
topic-trades = يتاجر
topic-lead = في خيط
schema-company = شركة
schema-organization = منظمة
schema-legalentity = شخص اعتباري
schema-publicbody = جهة عامة
schema-person = شخص
schema-vessel = سفينة
schema-airplane = طائرة
schema-address = عنوان
schema-thing = شيء
batch-title = بحث عن أسماء كثيرة
batch-what = اسم في كل سطر، ولكل اسم من قد يكون؛ البلد والتاريخ بعد الاسم يميزان المتشابهين
batch-names = الأسماء
batch-form = اسم; بلد; تاريخ
batch-most = { $n } على الأكثر دفعة واحدة
batch-file = أو ملف CSV
batch-cutoff = اعرض ابتداءً من هذا الاحتمال
batch-search = ابحث عنها كلها
batch-broken = انقطعت الاستمارة أو هي أكبر مما يجوز
batch-broken-repair = أرسلها مرة أخرى، على أجزاء إن زادت على 4 ميغابايت
batch-too-many = { $n } اسم أكثر من { $most } المسموح بها دفعة واحدة
batch-too-many-repair = أرسلها على أجزاء أو افحص الملف بالأمر fyke screen
batch-empty = لم يكن فيها أي اسم
batch-empty-repair = الصق اسمًا في كل سطر أو اختر ملفًا
batch-gone = لم تعد هذه الإجابة محفوظة
batch-gone-repair = ابحث عن الأسماء مرة أخرى
batch-result = الأسماء ومن قد تكون
batch-counted = الأسماء: { $names }، منها بتطابق من { $cutoff } فما فوق: { $hits }
batch-all = كل الأسماء
batch-hits = المتطابقة فقط
batch-again = أسماء أخرى
batch-kept = محفوظة لك في الذاكرة حتى تحتاج عمليات أحدث إلى مكانها أو ينتهي البرنامج
batch-no-hits = لم يقترب أي اسم من أحد
batch-line = سطر
batch-name = الاسم
batch-best = أقرب مرشح
batch-likely = الاحتمال
batch-others = آخرون
batch-nobody = لا أحد قريب
