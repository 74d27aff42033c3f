# صفحة عن واجهات البرامج الأخرى
api-title = واجهات للبرامج
api-about = ما يمكن أن تسأله البرامج الأخرى عن هذه القضية. كل ما هنا للقراءة فقط؛ لا شيء يتغير
api-yente = البرامج التي تفحص الأسماء عبر yente أو opensanctions تسأل هذا العنوان بدلا من ذلك:
api-openrefine = يطابق openrefine الأعمدة هنا:
api-document = كل ذلك في صيغة تقرؤها البرامج:
api-errors = الخطأ وثيقة مشكلة (rfc 9457): يقول detail ما الذي تعطل، ويقول repair ما العمل
api-key = إن أعطي هذا المكتب مفتاحا أرسلته البرامج هكذا: "Authorization: ApiKey KEY"؛ وعلى هذا الجهاز وحده لا حاجة إلى مفتاح
api-parameters = المعاملات
api-tag-screening = فحص الأسماء
api-tag-reconciliation = المطابقة
api-tag-exports = التصدير
api-tag-system = الخدمة نفسها
