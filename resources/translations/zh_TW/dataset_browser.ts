<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>Browser</name>
    <message>
        <source>No image matches the filter.</source>
        <translation>沒有符合篩選條件的圖片。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>圖片</translation>
    </message>
</context>
<context>
    <name>BucketChart</name>
    <message>
        <source>Buckets</source>
        <translation>分桶</translation>
    </message>
    <message>
        <source>{width} × {height}: {images} images, {count} with repeats, {batches} batches; the last batches lack {unfilled} images.</source>
        <translation>{width} × {height}：{images} 張圖片，含重複 {count} 張，{batches} 個批次；最後的批次還缺 {unfilled} 張。</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Apply</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Edit {count} captions</source>
        <translation>編輯 {count} 個標註</translation>
    </message>
    <message>
        <source>Working out what would change…</source>
        <translation>正在計算會有哪些變更…</translation>
    </message>
    <message>
        <source>Another edit is being written.</source>
        <translation>另一項編輯正在寫入。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>請稍候再試。</translation>
    </message>
    <message>
        <source>Taking back what has been written…</source>
        <translation>正在還原已寫入的內容…</translation>
    </message>
    <message>
        <source>{changes} of {count} captions change.</source>
        <translation>{count} 個標註中有 {changes} 個會變更。</translation>
    </message>
    <message>
        <source>{count} cannot be changed; the list says why.</source>
        <translation>{count} 個無法變更，原因列在清單中。</translation>
    </message>
    <message>
        <source>Stop and take back</source>
        <translation>停止並還原</translation>
    </message>
</context>
<context>
    <name>BulkForm</name>
    <message>
        <source>At the front</source>
        <translation>放在最前面</translation>
    </message>
    <message>
        <source>tags at the front stay where they are</source>
        <translation>個開頭的標籤保持原位</translation>
    </message>
    <message>
        <source>Write the tag and its new name.</source>
        <translation>請輸入標籤與新名稱。</translation>
    </message>
    <message>
        <source>Write the text to look for.</source>
        <translation>請輸入要尋找的文字。</translation>
    </message>
    <message>
        <source>Write a tag.</source>
        <translation>請輸入標籤。</translation>
    </message>
    <message>
        <source>to</source>
        <translation>改為</translation>
    </message>
    <message>
        <source>by</source>
        <translation>換成</translation>
    </message>
    <message>
        <source>One tag, or several with commas</source>
        <translation>一個標籤，或以逗號分隔多個</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正規表示式</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名稱</translation>
    </message>
    <message>
        <source>Replacement (may be empty)</source>
        <translation>取代成（可留空）</translation>
    </message>
    <message>
        <source>Groups are \1 or \g&lt;name&gt;; the whole caption is searched, not tag by tag.</source>
        <translation>群組寫作 \1 或 \g&lt;name&gt;；搜尋整段標註，而非逐一標籤。</translation>
    </message>
    <message>
        <source>Upper and lower case matter; the whole caption is searched, not tag by tag.</source>
        <translation>區分大小寫；搜尋整段標註，而非逐一標籤。</translation>
    </message>
    <message>
        <source>Captions without the tag stay as they are.</source>
        <translation>沒有該標籤的標註保持不變。</translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation>新增標籤</translation>
    </message>
    <message>
        <source>Remove tags</source>
        <translation>移除標籤</translation>
    </message>
    <message>
        <source>Rename a tag</source>
        <translation>重新命名標籤</translation>
    </message>
    <message>
        <source>Move tags to the front</source>
        <translation>將標籤移到最前面</translation>
    </message>
    <message>
        <source>Replace text</source>
        <translation>取代文字</translation>
    </message>
    <message>
        <source>Replace by a regular expression</source>
        <translation>以正規表示式取代</translation>
    </message>
    <message>
        <source>Sort tags</source>
        <translation>排序標籤</translation>
    </message>
    <message>
        <source>Remove repeated tags</source>
        <translation>移除重複的標籤</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什麼</translation>
    </message>
    <message>
        <source>Tag or text</source>
        <translation>標籤或文字</translation>
    </message>
    <message>
        <source>Replacement</source>
        <translation>取代內容</translation>
    </message>
    <message>
        <source>Tags that stay at the front</source>
        <translation>保留在開頭的標籤數</translation>
    </message>
</context>
<context>
    <name>CaptionEditor</name>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Write mine</source>
        <translation>寫入我的版本</translation>
    </message>
    <message>
        <source>Take the other</source>
        <translation>採用對方的版本</translation>
    </message>
    <message>
        <source>Convert to UTF-8</source>
        <translation>轉換為 UTF-8</translation>
    </message>
    <message>
        <source>The caption cannot be read: {error}</source>
        <translation>無法讀取標註：{error}</translation>
    </message>
    <message>
        <source>{number}/{limit} tokens</source>
        <translation>{number}/{limit} 個詞元</translation>
    </message>
    <message>
        <source>write {name}</source>
        <translation>寫入 {name}</translation>
    </message>
    <message>
        <source>The caption of {name} was changed by another program.</source>
        <translation>{name} 的標註已被其他程式修改。</translation>
    </message>
    <message>
        <source>It was left as it is; what was written here is not in it.</source>
        <translation>已保持原狀，這裡輸入的內容沒有寫進去。</translation>
    </message>
    <message>
        <source>Another program has changed this caption.</source>
        <translation>其他程式修改了這個標註。</translation>
    </message>
    <message>
        <source>Nothing was overwritten. Which of both is to stay?</source>
        <translation>沒有覆寫任何內容。要保留哪一個版本？</translation>
    </message>
    <message>
        <source>It is UTF-8 already.</source>
        <translation>已經是 UTF-8。</translation>
    </message>
    <message>
        <source>convert to UTF-8</source>
        <translation>轉換為 UTF-8</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>標註</translation>
    </message>
</context>
<context>
    <name>CaptionState</name>
    <message>
        <source>A link that leads out of the folder: it is not followed.</source>
        <translation>這是指向資料夾外的連結，不會跟隨。</translation>
    </message>
    <message>
        <source>There is no caption file yet; it is made when you write one.</source>
        <translation>還沒有標註檔；輸入內容後就會建立。</translation>
    </message>
    <message>
        <source>The encoding of this caption is not known. Choose it, and it becomes UTF-8.</source>
        <translation>無法判斷這個標註的編碼。請選擇編碼，標註會轉為 UTF-8。</translation>
    </message>
    <message>
        <source> with a byte order mark</source>
        <translation>（含位元組順序記號）</translation>
    </message>
    <message>
        <source>Written in {encoding}, which is kept; training needs UTF-8.</source>
        <translation>以 {encoding} 編碼，會保持不變；訓練需要 UTF-8。</translation>
    </message>
    <message>
        <source>Comes from another file; a change is written to a file of its own.</source>
        <translation>內容來自另一個檔案；變更會寫入這張圖片自己的檔案。</translation>
    </message>
    <message>
        <source>Has characters that no text field can hold: it can be seen here, not changed.</source>
        <translation>含有文字欄位無法容納的字元：這裡只能檢視，不能修改。</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>Image</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Caption now</source>
        <translation>目前的標註</translation>
    </message>
    <message>
        <source>Caption then</source>
        <translation>變更後的標註</translation>
    </message>
</context>
<context>
    <name>ChangeTable</name>
    <message>
        <source>Changes</source>
        <translation>變更</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>restore the caption of {name}</source>
        <translation>還原 {name} 的標註</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>正在復原</translation>
    </message>
    <message>
        <source>Doing again</source>
        <translation>正在重做</translation>
    </message>
    <message>
        <source>Writing the rest</source>
        <translation>正在寫入其餘部分</translation>
    </message>
    <message>
        <source>Writing new files</source>
        <translation>正在寫入新檔</translation>
    </message>
    <message>
        <source>{count} images could not be changed.</source>
        <translation>{count} 張圖片無法處理。</translation>
    </message>
    <message>
        <source>{count} new files written.</source>
        <translation>已寫入 {count} 個新檔。</translation>
    </message>
    <message>
        <source>{count} files could not be moved to the trash.</source>
        <translation>{count} 個檔案無法移到垃圾桶。</translation>
    </message>
    <message>
        <source>Move {name} to the trash?</source>
        <translation>要將 {name} 移到垃圾桶嗎？</translation>
    </message>
    <message>
        <source>Move {count} files to the trash?</source>
        <translation>要將 {count} 個檔案移到垃圾桶嗎？</translation>
    </message>
    <message>
        <source>The system&apos;s trash gives them back.</source>
        <translation>可從系統的垃圾桶復原。</translation>
    </message>
    <message>
        <source>One new file written.</source>
        <translation>已寫入 1 個新檔。</translation>
    </message>
    <message>
        <source>Move {count} images to the trash?</source>
        <translation>要將 {count} 張圖片移到垃圾桶嗎？</translation>
    </message>
    <message>
        <source>Their captions and latent caches go with them. The system&apos;s trash gives them back.</source>
        <translation>標註與潛空間快取會一併移走，可從系統的垃圾桶復原。</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到垃圾桶</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Another edit is being written.</source>
        <translation>另一項編輯正在寫入。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>請稍候再試。</translation>
    </message>
    <message>
        <source>{count} captions were left as they are.</source>
        <translation>{count} 個標註保持原狀。</translation>
    </message>
    <message>
        <source>For example: {why}</source>
        <translation>例如：{why}</translation>
    </message>
    <message>
        <source>Taken back: {label}</source>
        <translation>已復原：{label}</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>沒有可復原的編輯。</translation>
    </message>
    <message>
        <source>Done again: {label}</source>
        <translation>已重做：{label}</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>沒有可重做的編輯。</translation>
    </message>
</context>
<context>
    <name>CompareSide</name>
    <message>
        <source>No caption</source>
        <translation>沒有標註</translation>
    </message>
    <message>
        <source>bucket {width} × {height}</source>
        <translation>分桶 {width} × {height}</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Keep both</source>
        <translation>兩張都保留</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>取消保留</translation>
    </message>
    <message>
        <source>Tell this pair as duplicates again</source>
        <translation>再次把這一對視為重複</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>全部取消保留</translation>
    </message>
    <message>
        <source>Tell all of these pairs as duplicates again</source>
        <translation>再次把這些圖片視為重複</translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation>上一對</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>下一對</translation>
    </message>
    <message>
        <source>Back to all</source>
        <translation>回到全部</translation>
    </message>
    <message>
        <source>Keep the right, trash this</source>
        <translation>保留右邊，丟棄這張</translation>
    </message>
    <message>
        <source>Keep the left, trash this</source>
        <translation>保留左邊，丟棄這張</translation>
    </message>
    <message>
        <source>Pair {number} of {count}</source>
        <translation>第 {number} 對，共 {count} 對</translation>
    </message>
    <message>
        <source>Kept pair {number} of {count}</source>
        <translation>已保留的第 {number} 對，共 {count} 對</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>{percent} % alike</source>
        <translation>相似度 {percent} %</translation>
    </message>
</context>
<context>
    <name>CountModel</name>
    <message>
        <source>{name}: {count}. Click to filter, Ctrl+click to exclude.</source>
        <translation>{name}：{count}。按一下篩選，Ctrl+按一下排除。</translation>
    </message>
</context>
<context>
    <name>CropBar</name>
    <message>
        <source>Any shape</source>
        <translation>任意形狀</translation>
    </message>
    <message>
        <source>As the picture</source>
        <translation>與圖片相同</translation>
    </message>
    <message>
        <source>Shape of the crop</source>
        <translation>裁切的形狀</translation>
    </message>
    <message>
        <source>Write the crop</source>
        <translation>寫入裁切</translation>
    </message>
    <message>
        <source>Into a new file beside the image, with a copy of its caption (Enter)</source>
        <translation>寫入圖片旁的新檔案，並複製標註（Enter）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Drag the frame or its edges, or draw a new one; arrow keys move it.</source>
        <translation>拖曳框線或邊緣，或畫一個新的框；方向鍵可移動。</translation>
    </message>
    <message>
        <source>, bucket {width} × {height}</source>
        <translation>，分桶 {width} × {height}</translation>
    </message>
    <message>
        <source>, enlarged for it</source>
        <translation>，會被放大</translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>No data set is open</source>
        <translation>尚未開啟資料集</translation>
    </message>
    <message>
        <source>Open a project or a folder with images and captions, or drop it here. Nothing is changed by opening it.</source>
        <translation>開啟專案或含有圖片與標註的資料夾，或將它拖放到這裡。開啟不會變更任何內容。</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>開啟資料夾…</translation>
    </message>
    <message>
        <source>Open a folder with images, or a project</source>
        <translation>開啟含有圖片的資料夾或專案</translation>
    </message>
    <message>
        <source>An edit was interrupted: {label}.</source>
        <translation>有一項編輯被中斷：{label}。</translation>
    </message>
    <message>
        <source>Undo takes back what had been written; the history can write the rest.</source>
        <translation>「復原」會還原已寫入的部分；「歷史」可以寫完其餘部分。</translation>
    </message>
</context>
<context>
    <name>DatasetProblems</name>
    <message>
        <source>Empty caption</source>
        <translation>標註檔是空的</translation>
    </message>
    <message>
        <source>Not UTF-8</source>
        <translation>不是 UTF-8</translation>
    </message>
    <message>
        <source>Unreadable caption</source>
        <translation>無法讀取標註</translation>
    </message>
    <message>
        <source>Unreadable image</source>
        <translation>無法讀取圖片</translation>
    </message>
    <message>
        <source>Damaged image</source>
        <translation>圖片損壞</translation>
    </message>
    <message>
        <source>Too small</source>
        <translation>太小</translation>
    </message>
    <message>
        <source>No caption</source>
        <translation>沒有標註</translation>
    </message>
    <message>
        <source>Other extension</source>
        <translation>副檔名不同</translation>
    </message>
    <message>
        <source>Blank caption</source>
        <translation>標註沒有文字</translation>
    </message>
    <message>
        <source>Byte order mark</source>
        <translation>位元組順序記號</translation>
    </message>
    <message>
        <source>Same caption</source>
        <translation>標註相同</translation>
    </message>
    <message>
        <source>No trigger word</source>
        <translation>缺少觸發詞</translation>
    </message>
    <message>
        <source>Too many tokens</source>
        <translation>詞元過多</translation>
    </message>
    <message>
        <source>Contradicting tags</source>
        <translation>標籤互相矛盾</translation>
    </message>
    <message>
        <source>Enlarged</source>
        <translation>會被放大</translation>
    </message>
    <message>
        <source>Extreme ratio</source>
        <translation>極端長寬比</translation>
    </message>
    <message>
        <source>Transparency</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Turned by EXIF</source>
        <translation>僅以 EXIF 旋轉</translation>
    </message>
    <message>
        <source>16-bit colours</source>
        <translation>16 位元色彩</translation>
    </message>
    <message>
        <source>CMYK colours</source>
        <translation>CMYK 色彩</translation>
    </message>
    <message>
        <source>Animated</source>
        <translation>動畫</translation>
    </message>
    <message>
        <source>Enormous image</source>
        <translation>圖片過大</translation>
    </message>
    <message>
        <source>Wrong extension</source>
        <translation>副檔名不符</translation>
    </message>
    <message>
        <source>Not trained on</source>
        <translation>不會用於訓練</translation>
    </message>
    <message>
        <source>Link leads out</source>
        <translation>連結指向外部</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重複</translation>
    </message>
    <message>
        <source>Near duplicate</source>
        <translation>近似重複</translation>
    </message>
    <message>
        <source>Stale cache</source>
        <translation>快取過期</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>A link that leads out of the folder: it is not followed.</source>
        <translation>這是指向資料夾外的連結，不會跟隨。</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已設定</translation>
    </message>
    <message>
        <source>Training does not take this file.</source>
        <translation>訓練不會使用這個檔案。</translation>
    </message>
    <message>
        <source>nothing: the image is learned without any words</source>
        <translation>無：學習這張圖片時沒有任何文字</translation>
    </message>
    <message>
        <source>{width} × {height} pixels, {format}</source>
        <translation>{width} × {height} 像素，{format}</translation>
    </message>
    <message>
        <source>Bucket {width} × {height}, resized to {resized_width} × {resized_height}</source>
        <translation>分桶 {width} × {height}，縮放為 {resized_width} × {resized_height}</translation>
    </message>
    <message>
        <source>Repeated {count} times in each epoch</source>
        <translation>每個週期重複 {count} 次</translation>
    </message>
    <message>
        <source>Show it large (Space)</source>
        <translation>放大顯示（空白鍵）</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Trained as</source>
        <translation>訓練時的文字</translation>
    </message>
    <message>
        <source>Rate {number} (key {number})</source>
        <translation>評為 {number} 分（按鍵 {number}）</translation>
    </message>
    <message>
        <source>Flag (key 6)</source>
        <translation>標記旗號（按鍵 6）</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>The captions are still being read.</source>
        <translation>仍在讀取標註。</translation>
    </message>
    <message>
        <source>The subset stands in {config}.</source>
        <translation>子集已加入 {config}。</translation>
    </message>
    <message>
        <source>{count} captions were left as they are: another program has changed them.</source>
        <translation>{count} 個標註保持原狀：其他程式已修改它們。</translation>
    </message>
    <message>
        <source>{count} captions changed. Ctrl+Z takes it back.</source>
        <translation>已變更 {count} 個標註。按 Ctrl+Z 可復原。</translation>
    </message>
</context>
<context>
    <name>EditModel</name>
    <message>
        <source>{when} · {count} captions · {state}</source>
        <translation>{when} · {count} 個標註 · {state}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已復原</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>taken back for good</source>
        <translation>已永久復原</translation>
    </message>
    <message>
        <source>being written</source>
        <translation>寫入中</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Saved filters</source>
        <translation>已存篩選</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} / {total}</translation>
    </message>
    <message>
        <source>{total} images</source>
        <translation>{total} 張圖片</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>由大到小</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>圖片大小</translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation>顯示圖片</translation>
    </message>
    <message>
        <source>Show a table</source>
        <translation>顯示表格</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>寬度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素數</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>長寬比</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>分桶</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>標註</translation>
    </message>
    <message>
        <source>Caption length</source>
        <translation>標註長度</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>詞元數</translation>
    </message>
    <message>
        <source>Number of tags</source>
        <translation>標籤數</translation>
    </message>
    <message>
        <source>Number of problems</source>
        <translation>問題數</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>評分</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Changed here</source>
        <translation>在此修改過</translation>
    </message>
</context>
<context>
    <name>FixBar</name>
    <message>
        <source>{name}: {count} images</source>
        <translation>{name}：{count} 張圖片</translation>
    </message>
    <message>
        <source>Make all captions UTF-8</source>
        <translation>將所有標註轉為 UTF-8</translation>
    </message>
    <message>
        <source>Copy all captions to the right extension</source>
        <translation>將所有標註複製為正確的副檔名</translation>
    </message>
    <message>
        <source>Add the trigger word to all</source>
        <translation>為全部加上觸發詞</translation>
    </message>
    <message>
        <source>Compare them pair by pair</source>
        <translation>逐對比較</translation>
    </message>
    <message>
        <source>Move the stale caches to the trash</source>
        <translation>將過期的快取移到垃圾桶</translation>
    </message>
</context>
<context>
    <name>Fixes</name>
    <message>
        <source>convert to UTF-8</source>
        <translation>轉換為 UTF-8</translation>
    </message>
    <message>
        <source>copy captions to the extension of the config</source>
        <translation>將標註複製為設定檔的副檔名</translation>
    </message>
    <message>
        <source>add {words}</source>
        <translation>新增 {words}</translation>
    </message>
</context>
<context>
    <name>HeadBar</name>
    <message>
        <source>Open…</source>
        <translation>開啟…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>復原（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做（Ctrl+Shift+Z）</translation>
    </message>
    <message>
        <source>History of the captions</source>
        <translation>標註的歷史</translation>
    </message>
    <message>
        <source>Statistics of the images in sight</source>
        <translation>目前圖片的統計</translation>
    </message>
    <message>
        <source>Quick tags: which key sets which tag</source>
        <translation>快速標籤：哪個按鍵設定哪個標籤</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Nothing has been opened yet</source>
        <translation>還沒有開啟過任何項目</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Write the rest</source>
        <translation>寫入其餘部分</translation>
    </message>
    <message>
        <source>Restore this caption</source>
        <translation>還原這個標註</translation>
    </message>
    <message>
        <source>History of the captions</source>
        <translation>標註的歷史</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>編輯</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Undo always takes back the newest edit, redo the one taken back last.</source>
        <translation>「復原」總是還原最新的編輯，「重做」則是最後復原的那一項。</translation>
    </message>
    <message>
        <source>All edits</source>
        <translation>所有編輯</translation>
    </message>
    <message>
        <source>What the caption of {name} has held</source>
        <translation>{name} 的標註曾有的內容</translation>
    </message>
    <message>
        <source>The caption as it was</source>
        <translation>先前的標註</translation>
    </message>
    <message>
        <source>This caption</source>
        <translation>這個標註</translation>
    </message>
</context>
<context>
    <name>ImageModel</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>長寬比</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>分桶</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>標註</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>詞元數</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>評分</translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>Picture</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>符合視窗</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>分桶</translation>
    </message>
    <message>
        <source>Show what its bucket keeps of it</source>
        <translation>顯示分桶會保留的部分</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>Image before (Left)</source>
        <translation>上一張圖片（向左鍵）</translation>
    </message>
    <message>
        <source>Next image (Right)</source>
        <translation>下一張圖片（向右鍵）</translation>
    </message>
    <message>
        <source>Back to all</source>
        <translation>回到全部</translation>
    </message>
    <message>
        <source>A link that leads out of the folder: it is not followed.</source>
        <translation>這是指向資料夾外的連結，不會跟隨。</translation>
    </message>
    <message>
        <source>The EXIF data of this image turns it: convert it first, then crop the copy.</source>
        <translation>這張圖片的 EXIF 資料會旋轉它：請先轉換，再裁切副本。</translation>
    </message>
    <message>
        <source>Choose what to keep, and write it into a new file</source>
        <translation>選取要保留的部分，並寫入新檔案</translation>
    </message>
</context>
<context>
    <name>OtherFilesDialog</name>
    <message>
        <source>Nothing is wrong here</source>
        <translation>這裡沒有問題</translation>
    </message>
    <message>
        <source>Every file belongs to an image, and can be read.</source>
        <translation>每個檔案都屬於某張圖片，也都能讀取。</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>顯示檔案</translation>
    </message>
    <message>
        <source>Open config</source>
        <translation>開啟設定</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到垃圾桶</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Other files and settings</source>
        <translation>其他檔案與設定</translation>
    </message>
    <message>
        <source>Moving to the trash: {done} of {total}</source>
        <translation>正在移到垃圾桶：{done}／{total}</translation>
    </message>
    <message>
        <source>{count} files could not be moved to the trash, for example {path}: {why}</source>
        <translation>{count} 個檔案無法移到垃圾桶，例如 {path}：{why}</translation>
    </message>
    <message>
        <source>Move {count} to trash</source>
        <translation>將 {count} 個移到垃圾桶</translation>
    </message>
    <message>
        <source>What belongs to no image: folders that cannot be read, settings, files that nothing uses.</source>
        <translation>不屬於任何圖片的項目：無法讀取的資料夾、設定，以及沒有用到的檔案。</translation>
    </message>
</context>
<context>
    <name>OtherFilesModel</name>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>解決方法</translation>
    </message>
</context>
<context>
    <name>OtherFilesTable</name>
    <message>
        <source>Other files and settings</source>
        <translation>其他檔案與設定</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Write it</source>
        <translation>撰寫</translation>
    </message>
    <message>
        <source>Edit it</source>
        <translation>編輯</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>採用</translation>
    </message>
    <message>
        <source>Make it UTF-8</source>
        <translation>轉為 UTF-8</translation>
    </message>
    <message>
        <source>Add it</source>
        <translation>加上</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>Show file</source>
        <translation>顯示檔案</translation>
    </message>
    <message>
        <source>Convert</source>
        <translation>轉換</translation>
    </message>
    <message>
        <source>Trash it</source>
        <translation>丟棄</translation>
    </message>
    <message>
        <source>Trash cache</source>
        <translation>丟棄快取</translation>
    </message>
    <message>
        <source>Open config</source>
        <translation>開啟設定</translation>
    </message>
</context>
<context>
    <name>QueryField</name>
    <message>
        <source>Filter: a word, tag:smile, -tag:hat, w&lt;768, problem:any …</source>
        <translation>篩選：字詞、tag:smile、-tag:hat、w&lt;768、problem:any …</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>篩選</translation>
    </message>
</context>
<context>
    <name>QuickTagsDialog</name>
    <message>
        <source>Quick tags</source>
        <translation>快速標籤</translation>
    </message>
    <message>
        <source>Press the key over the images, and the tag goes into the captions of the chosen ones; press it again, and it goes out. A key without a tag begins a filter.</source>
        <translation>在圖片上按下按鍵，標籤就會加入所選圖片的標註；再按一次則移除。沒有對應標籤的按鍵會開始篩選。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按鍵</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Key {number}</source>
        <translation>按鍵 {number}</translation>
    </message>
    <message>
        <source>Tag {number}</source>
        <translation>標籤 {number}</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Digits are for ratings; choose another key.</source>
        <translation>數字鍵用於評分，請選擇其他按鍵。</translation>
    </message>
    <message>
        <source>A key is there twice.</source>
        <translation>有按鍵重複了。</translation>
    </message>
</context>
<context>
    <name>SavedFilters</name>
    <message>
        <source>Save this filter…</source>
        <translation>儲存這個篩選…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>儲存這個篩選</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>編輯標註…</translation>
    </message>
    <message>
        <source>Auto-caption…</source>
        <translation>自動標註…</translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation>丟棄…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Edit the captions of the chosen images; every change is shown first</source>
        <translation>編輯所選圖片的標註，會先顯示所有變更</translation>
    </message>
    <message>
        <source>Have a tagger write captions for the chosen images</source>
        <translation>由標籤器為所選圖片撰寫標註</translation>
    </message>
    <message>
        <source>Move the chosen images to the trash (Delete)</source>
        <translation>將所選圖片移到垃圾桶（Delete）</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已選 {count} 張</translation>
    </message>
    <message>
        <source>Choose two images to compare them.</source>
        <translation>請選擇兩張圖片來比較。</translation>
    </message>
    <message>
        <source>Add to the config as a subset…</source>
        <translation>加入設定檔作為子集…</translation>
    </message>
    <message>
        <source>Crop to the bucket, into new files</source>
        <translation>裁切成分桶大小，存成新檔</translation>
    </message>
    <message>
        <source>Rotate left, into new files</source>
        <translation>向左旋轉，存成新檔</translation>
    </message>
    <message>
        <source>Rotate right, into new files</source>
        <translation>向右旋轉，存成新檔</translation>
    </message>
    <message>
        <source>Resize to the bucket, into new files</source>
        <translation>縮放成分桶大小，存成新檔</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Folders</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>None found.</source>
        <translation>沒有發現問題。</translation>
    </message>
    <message>
        <source>What is wrong with settings, folders and files that are no images</source>
        <translation>設定、資料夾與非圖片檔案的問題</translation>
    </message>
    <message>
        <source>Compare the copies of which both stay once more</source>
        <translation>再次比較兩張都保留的重複圖片</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>變更…</translation>
    </message>
    <message>
        <source>Change the trigger words</source>
        <translation>變更觸發詞</translation>
    </message>
    <message>
        <source>Look closely</source>
        <translation>仔細檢查</translation>
    </message>
    <message>
        <source>Read every file to its end and compare all pictures: finds damage and duplicates.</source>
        <translation>完整讀取每個檔案並比對所有圖片，找出損壞與重複。</translation>
    </message>
    <message>
        <source>Files and settings: {count}…</source>
        <translation>檔案與設定：{count}…</translation>
    </message>
    <message>
        <source>Kept pairs: {count}…</source>
        <translation>已保留的重複：{count} 對…</translation>
    </message>
    <message>
        <source>Reading {count} more…</source>
        <translation>還要讀取 {count} 個…</translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation>停止檢查</translation>
    </message>
    <message>
        <source>Looking closely: {percent} %</source>
        <translation>仔細檢查中：{percent} %</translation>
    </message>
    <message>
        <source>Damage and duplicates are found by a close look.</source>
        <translation>損壞與重複需要仔細檢查才能發現。</translation>
    </message>
    <message>
        <source>{word} (set)</source>
        <translation>{word}（已指定）</translation>
    </message>
    <message>
        <source>{word} (guessed)</source>
        <translation>{word}（推測）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source>{words} and {count} more</source>
        <translation>{words}，另有 {count} 個</translation>
    </message>
    <message>
        <source>Trigger word: {words}</source>
        <translation>觸發詞：{words}</translation>
    </message>
    <message>
        <source>Trigger word…</source>
        <translation>觸發詞…</translation>
    </message>
    <message>
        <source>{buckets} buckets, {batches} batches an epoch; batches lack {lacking} images in all.</source>
        <translation>{buckets} 個分桶，每個週期 {batches} 個批次；批次共缺 {lacking} 張圖片。</translation>
    </message>
    <message>
        <source>Find a tag</source>
        <translation>尋找標籤</translation>
    </message>
    <message>
        <source>Buckets</source>
        <translation>分桶</translation>
    </message>
</context>
<context>
    <name>StatisticsView</name>
    <message>
        <source>Statistics</source>
        <translation>統計</translation>
    </message>
    <message>
        <source>Back to all</source>
        <translation>回到全部</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>計算中…</translation>
    </message>
    <message>
        <source>{images} images, {tags} different tags</source>
        <translation>{images} 張圖片，{tags} 種標籤</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>共同出現</translation>
    </message>
    <message>
        <source>Caption lengths</source>
        <translation>標註長度</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>{limit} tokens are read</source>
        <translation>只讀取 {limit} 個詞元</translation>
    </message>
    <message>
        <source>Tokens of the caption as it is trained</source>
        <translation>訓練時標註的詞元數</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Width in pixels (squares: buckets)</source>
        <translation>寬度（像素；方框為分桶）</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>{both} of {count} images with “{first}” have “{second}” too</source>
        <translation>含「{first}」的 {count} 張圖片中，有 {both} 張也含「{second}」</translation>
    </message>
</context>
<context>
    <name>SubsetDialog</name>
    <message>
        <source>Add to the config as a subset</source>
        <translation>加入設定檔作為子集</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>選取的圖片</translation>
    </message>
    <message>
        <source>Add subset</source>
        <translation>加入子集</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Name of the new folder</source>
        <translation>新資料夾的名稱</translation>
    </message>
    <message>
        <source>No dataset config is open: open a project, or make one on the Config page.</source>
        <translation>沒有開啟資料集設定檔：請開啟專案，或在「設定」頁面建立。</translation>
    </message>
    <message>
        <source>Write a name for the folder, without / and other signs.</source>
        <translation>請輸入資料夾名稱，不含 / 等符號。</translation>
    </message>
    <message>
        <source>{folder} is there already; choose another name.</source>
        <translation>{folder} 已存在，請選擇其他名稱。</translation>
    </message>
    <message>
        <source>{count} images are copied with their captions into {folder}; the originals stay.</source>
        <translation>{count} 張圖片會連同標註複製到 {folder}；原檔保留。</translation>
    </message>
    <message>
        <source>{folder} is used as it is: all of its images were chosen.</source>
        <translation>直接使用 {folder}：其中的圖片已全部選取。</translation>
    </message>
    <message>
        <source>The subset is added to {config}.</source>
        <translation>子集會加入 {config}。</translation>
    </message>
    <message>
        <source>Repeats in each epoch</source>
        <translation>每個週期的重複次數</translation>
    </message>
    <message>
        <source>{number}: {width} × {height}, batches of {batch}</source>
        <translation>{number}：{width} × {height}，批次大小 {batch}</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>{tag}: drag it to another place, double-click to rename it, Delete to remove it</source>
        <translation>{tag}：拖曳可移動，按兩下可重新命名，Delete 可移除</translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation>新增標籤</translation>
    </message>
</context>
<context>
    <name>TaggerDialog</name>
    <message>
        <source>Choose…</source>
        <translation>選擇…</translation>
    </message>
    <message>
        <source>Look at the pictures</source>
        <translation>分析圖片</translation>
    </message>
    <message>
        <source>Write captions</source>
        <translation>寫入標註</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Caption {count} images automatically</source>
        <translation>自動標註 {count} 張圖片</translation>
    </message>
    <message>
        <source>caption automatically with {model}</source>
        <translation>以 {model} 自動標註</translation>
    </message>
    <message>
        <source>Another edit is being written.</source>
        <translation>另一項編輯正在寫入。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>請稍候再試。</translation>
    </message>
    <message>
        <source>{count} captions would be written.</source>
        <translation>將寫入 {count} 個標註。</translation>
    </message>
    <message>
        <source>{count} cannot be; the list says why.</source>
        <translation>{count} 個無法寫入，原因列在清單中。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Choose the folder of a tagger (model.onnx, selected_tags.csv)</source>
        <translation>選擇標籤器資料夾（model.onnx、selected_tags.csv）</translation>
    </message>
    <message>
        <source>A folder with model.onnx and selected_tags.csv (WD14-style)</source>
        <translation>含 model.onnx 與 selected_tags.csv 的資料夾（WD14 式）</translation>
    </message>
    <message>
        <source>Only where there is no caption</source>
        <translation>只標註沒有標註的圖片</translation>
    </message>
    <message>
        <source>Add to the captions there are</source>
        <translation>加到現有標註</translation>
    </message>
    <message>
        <source>Replace the captions</source>
        <translation>取代現有標註</translation>
    </message>
    <message>
        <source>for example the trigger word</source>
        <translation>例如觸發詞</translation>
    </message>
    <message>
        <source>tags that are never written</source>
        <translation>永不寫入的標籤</translation>
    </message>
    <message>
        <source>Tagger</source>
        <translation>標籤器</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>寫入方式</translation>
    </message>
    <message>
        <source>At the front</source>
        <translation>放在最前面</translation>
    </message>
    <message>
        <source>How sure of what is seen</source>
        <translation>一般標籤門檻</translation>
    </message>
    <message>
        <source>How sure of characters</source>
        <translation>角色標籤門檻</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
</context>
<context>
    <name>TilePainter</name>
    <message>
        <source>Cannot be read</source>
        <translation>無法讀取</translation>
    </message>
</context>
<context>
    <name>TriggerDialog</name>
    <message>
        <source>Trigger words</source>
        <translation>觸發詞</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The tag that calls what is learned. Captions that lack it are told as a problem. An empty field means that the folder has none.</source>
        <translation>用來喚出訓練內容的標籤。缺少它的標註會列為問題；留空表示這個資料夾沒有觸發詞。</translation>
    </message>
</context>
<context>
    <name>TriggerLine</name>
    <message>
        <source>Trigger word of {folder}</source>
        <translation>{folder} 的觸發詞</translation>
    </message>
    <message>
        <source>none</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Guess</source>
        <translation>改用推測</translation>
    </message>
    <message>
        <source>Go by what most captions of the folder begin with</source>
        <translation>依這個資料夾大多數標註的開頭推測</translation>
    </message>
    <message>
        <source>Guess the trigger word of {folder}</source>
        <translation>推測 {folder} 的觸發詞</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>推測</translation>
    </message>
    <message>
        <source>nothing to guess from</source>
        <translation>無從推測</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已指定</translation>
    </message>
</context>
<context>
    <name>VersionModel</name>
    <message>
        <source>no caption</source>
        <translation>沒有標註</translation>
    </message>
    <message>
        <source>before “{label}”, {when}</source>
        <translation>「{label}」之前，{when}</translation>
    </message>
</context>
</TS>
