<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>AccelerateForm</name>
    <message>
        <source>Processes</source>
        <translation>行程數</translation>
    </message>
    <message>
        <source>Of all machines together: one for each card.</source>
        <translation>所有機器合計：每張顯示卡一個。</translation>
    </message>
    <message>
        <source>GPU ids</source>
        <translation>GPU 編號</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Of this machine, such as 0,1.</source>
        <translation>本機的編號，例如 0,1。</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>機器數</translation>
    </message>
    <message>
        <source>Rank of this machine</source>
        <translation>本機順位</translation>
    </message>
    <message>
        <source>The first machine is 0.</source>
        <translation>第一台機器為 0。</translation>
    </message>
    <message>
        <source>Address of the first machine</source>
        <translation>第一台機器的位址</translation>
    </message>
    <message>
        <source>Port of the first machine</source>
        <translation>第一台機器的連接埠</translation>
    </message>
    <message>
        <source>any free one</source>
        <translation>任一可用埠</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>混合精度</translation>
    </message>
    <message>
        <source>as the training says</source>
        <translation>依訓練設定</translation>
    </message>
    <message>
        <source>Dynamo backend</source>
        <translation>Dynamo 後端</translation>
    </message>
    <message>
        <source>CPU threads a process</source>
        <translation>每個行程的 CPU 執行緒</translation>
    </message>
    <message>
        <source>Without a graphics card</source>
        <translation>不使用顯示卡</translation>
    </message>
</context>
<context>
    <name>BucketBars</name>
    <message>
        <source>Show fewer</source>
        <translation>顯示較少</translation>
    </message>
    <message>
        <source>Show {count} more</source>
        <translation>再顯示 {count} 個</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>Default</source>
        <translation>預設</translation>
    </message>
    <message>
        <source>Default ({value})</source>
        <translation>預設（{value}）</translation>
    </message>
</context>
<context>
    <name>CommandBox</name>
    <message>
        <source>For {name}</source>
        <translation>用於 {name}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Export as script…</source>
        <translation>匯出為指令稿…</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令列</translation>
    </message>
    <message>
        <source>Export as script</source>
        <translation>匯出為指令稿</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>已寫入 {path}</translation>
    </message>
</context>
<context>
    <name>ConfigPage</name>
    <message>
        <source>Presets…</source>
        <translation>預設組合…</translation>
    </message>
    <message>
        <source>Proven settings, and your own: shows first what would change.</source>
        <translation>經過驗證的設定與自己的設定：會先顯示將改變什麼。</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>搜尋設定</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表單</translation>
    </message>
    <message>
        <source>TOML</source>
        <translation>TOML</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>差異</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新專案…</translation>
    </message>
    <message>
        <source>Open or import a file…</source>
        <translation>開啟或匯入檔案…</translation>
    </message>
    <message>
        <source>Find all configs under a folder…</source>
        <translation>尋找資料夾中的所有設定檔…</translation>
    </message>
    <message>
        <source>Close this project</source>
        <translation>關閉這個專案</translation>
    </message>
    <message>
        <source>Open a project folder…</source>
        <translation>開啟專案資料夾…</translation>
    </message>
    <message>
        <source>Search {count} settings…</source>
        <translation>搜尋 {count} 項設定…</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>有未儲存的變更</translation>
    </message>
</context>
<context>
    <name>DatasetCard</name>
    <message>
        <source>Sort pictures into buckets by their shape</source>
        <translation>依圖片形狀分桶</translation>
    </message>
    <message>
        <source>Never enlarge a picture</source>
        <translation>不放大圖片</translation>
    </message>
    <message>
        <source>Add a folder of images…</source>
        <translation>加入圖片資料夾…</translation>
    </message>
    <message>
        <source>Remove this dataset</source>
        <translation>移除這個資料集</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>解析度</translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation>每步圖片數</translation>
    </message>
    <message>
        <source>Smallest side</source>
        <translation>最小邊長</translation>
    </message>
    <message>
        <source>Largest side</source>
        <translation>最大邊長</translation>
    </message>
    <message>
        <source>Steps of a side</source>
        <translation>邊長間距</translation>
    </message>
    <message>
        <source>or drop folders here; 10_name brings its repeats and its name</source>
        <translation>或將資料夾拖放到這裡；10_name 會帶入重複次數與名稱</translation>
    </message>
    <message>
        <source>Dataset {number}</source>
        <translation>資料集 {number}</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>選擇圖片資料夾</translation>
    </message>
</context>
<context>
    <name>DatasetPane</name>
    <message>
        <source>Add another dataset</source>
        <translation>新增另一個資料集</translation>
    </message>
    <message>
        <source>Show the text</source>
        <translation>顯示文字</translation>
    </message>
    <message>
        <source>The dataset document cannot be read: {reason} (line {line}).</source>
        <translation>無法讀取資料集設定檔：{reason}（第 {line} 行）。</translation>
    </message>
    <message>
        <source>No dataset yet. Drop a folder of images here, or add one.</source>
        <translation>還沒有資料集。請將圖片資料夾拖放到這裡，或加入一個。</translation>
    </message>
    <message>
        <source>Add another dataset…</source>
        <translation>新增另一個資料集…</translation>
    </message>
    <message>
        <source>Add a folder of images…</source>
        <translation>加入圖片資料夾…</translation>
    </message>
    <message>
        <source>There are no images in {names}.</source>
        <translation>{names} 裡沒有圖片。</translation>
    </message>
    <message>
        <source>Choose a folder that holds .png, .jpg, .webp or .bmp files, or folders of them.</source>
        <translation>請選擇含有 .png、.jpg、.webp 或 .bmp 檔案，或含有這類資料夾的資料夾。</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>加入 {name}</translation>
    </message>
    <message>
        <source>Remove a subset</source>
        <translation>移除子集</translation>
    </message>
    <message>
        <source>Remove a dataset</source>
        <translation>移除資料集</translation>
    </message>
    <message>
        <source>Move a subset</source>
        <translation>移動子集</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>選擇圖片資料夾</translation>
    </message>
</context>
<context>
    <name>DiffDialog</name>
    <message>
        <source>Leave it as it is</source>
        <translation>保持原樣</translation>
    </message>
    <message>
        <source>Nothing would change: the documents say this already.</source>
        <translation>不會有任何變更：設定檔已經是這樣。</translation>
    </message>
</context>
<context>
    <name>DiffTab</name>
    <message>
        <source>Compare with</source>
        <translation>比對對象</translation>
    </message>
    <message>
        <source>what is saved</source>
        <translation>已儲存的內容</translation>
    </message>
    <message>
        <source>a preset</source>
        <translation>預設組</translation>
    </message>
    <message>
        <source>another project</source>
        <translation>另一個專案</translation>
    </message>
    <message>
        <source>a past run</source>
        <translation>過去的訓練</translation>
    </message>
    <message>
        <source>Which one</source>
        <translation>哪一個</translation>
    </message>
    <message>
        <source>Choose a project…</source>
        <translation>選擇專案…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>選擇檔案…</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>不同的設定</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>How the difference is shown</source>
        <translation>差異的顯示方式</translation>
    </message>
    <message>
        <source>Compare with the project in</source>
        <translation>比對此資料夾中的專案</translation>
    </message>
    <message>
        <source>Compare with the document</source>
        <translation>比對此設定檔</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已儲存</translation>
    </message>
    <message>
        <source>There are no presets.</source>
        <translation>沒有預設組。</translation>
    </message>
    <message>
        <source>Choose the project or the document to compare with.</source>
        <translation>請選擇要比對的專案或設定檔。</translation>
    </message>
    <message>
        <source>There is no run yet to compare with.</source>
        <translation>還沒有可比對的訓練。</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>1 setting differs.</source>
        <translation>1 項設定不同。</translation>
    </message>
    <message>
        <source>{count} settings differ.</source>
        <translation>{count} 項設定不同。</translation>
    </message>
    <message>
        <source>No setting differs.</source>
        <translation>沒有不同的設定。</translation>
    </message>
    <message>
        <source>The texts do: order, comments or values that are the default anyway.</source>
        <translation>文字則有不同：順序、註解，或本來就是預設的值。</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>dataset {number}</source>
        <translation>資料集 {number}</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>{value} (default)</source>
        <translation>{value}（預設）</translation>
    </message>
</context>
<context>
    <name>DraftKeeper</name>
    <message>
        <source>Changes of last time</source>
        <translation>上次的變更</translation>
    </message>
</context>
<context>
    <name>FieldEditors</name>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Add a name…</source>
        <translation>新增名稱…</translation>
    </message>
    <message>
        <source>Add a path…</source>
        <translation>新增路徑…</translation>
    </message>
    <message>
        <source>Add an entry…</source>
        <translation>新增項目…</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Reset to the default</source>
        <translation>還原為預設值</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>這是什麼？</translation>
    </message>
    <message>
        <source>sd-scripts says: {help}</source>
        <translation>sd-scripts 的說明：{help}</translation>
    </message>
    <message>
        <source>For experts.</source>
        <translation>供進階使用者使用。</translation>
    </message>
    <message>
        <source>Choices: {choices}</source>
        <translation>可選：{choices}</translation>
    </message>
    <message>
        <source>On the command line: {option}</source>
        <translation>命令列：{option}</translation>
    </message>
    <message>
        <source>Back to what the file says</source>
        <translation>還原為檔案中的值</translation>
    </message>
    <message>
        <source>Show in the TOML text</source>
        <translation>在 TOML 文字中顯示</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>複製名稱</translation>
    </message>
    <message>
        <source>Shown as it is written: this is no value that the setting can have.</source>
        <translation>依原樣顯示：這不是此設定可以有的值。</translation>
    </message>
    <message>
        <source>This is no value for {name}; nothing was written.</source>
        <translation>這不是 {name} 可用的值，沒有寫入任何內容。</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>on</source>
        <translation>開</translation>
    </message>
    <message>
        <source>off</source>
        <translation>關</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>default: {value}</source>
        <translation>預設：{value}</translation>
    </message>
    <message>
        <source>{place} decides</source>
        <translation>以 {place} 為準</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>在此文件中尋找</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一個</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一個</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>找到 {count} 處</translation>
    </message>
</context>
<context>
    <name>FindDialog</name>
    <message>
        <source>Configs under a folder</source>
        <translation>資料夾中的設定檔</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>停止搜尋</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Configs that were found</source>
        <translation>找到的設定檔</translation>
    </message>
    <message>
        <source>No configs of a training lie in this folder.</source>
        <translation>這個資料夾中沒有訓練設定檔。</translation>
    </message>
    <message>
        <source>1 config</source>
        <translation>1 個設定檔</translation>
    </message>
    <message>
        <source>{count} configs</source>
        <translation>{count} 個設定檔</translation>
    </message>
    <message>
        <source>The search was stopped.</source>
        <translation>搜尋已停止。</translation>
    </message>
</context>
<context>
    <name>FixWords</name>
    <message>
        <source>Write {key} = {value}</source>
        <translation>寫入 {key} = {value}</translation>
    </message>
    <message>
        <source>Write {name} instead of {key}</source>
        <translation>將 {key} 改寫為 {name}</translation>
    </message>
    <message>
        <source>Remove {key}</source>
        <translation>移除 {key}</translation>
    </message>
    <message>
        <source>Remove the byte order mark</source>
        <translation>移除位元組順序記號</translation>
    </message>
    <message>
        <source>Change the document</source>
        <translation>變更設定檔</translation>
    </message>
</context>
<context>
    <name>FlagEditor</name>
    <message>
        <source>On</source>
        <translation>開啟</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <source>Only in this script</source>
        <translation>此腳本專屬</translation>
    </message>
    <message>
        <source>Unknown keys</source>
        <translation>未知的鍵</translation>
    </message>
    <message>
        <source>{count} written</source>
        <translation>已寫入 {count} 項</translation>
    </message>
    <message>
        <source>has errors</source>
        <translation>有錯誤</translation>
    </message>
    <message>
        <source>Data set defaults</source>
        <translation>資料集預設</translation>
    </message>
    <message>
        <source>has warnings</source>
        <translation>有警告</translation>
    </message>
    <message>
        <source>{script} does not take these. sd-scripts ignores them without a word, so they do nothing.</source>
        <translation>{script} 不接受這些鍵。sd-scripts 會默默忽略它們，因此沒有任何作用。</translation>
    </message>
    <message>
        <source>These hold where the dataset document says nothing of its own.</source>
        <translation>資料集設定檔沒有另外指定時，以這些為準。</translation>
    </message>
    <message>
        <source>{count} settings with “{text}”</source>
        <translation>{count} 項設定含有「{text}」</translation>
    </message>
    <message>
        <source>No setting has these words in its name, its label or its help.</source>
        <translation>沒有任何設定的名稱、標籤或說明含有這些字。</translation>
    </message>
    <message>
        <source>In the data set: {keys}.</source>
        <translation>資料集中的鍵：{keys}。</translation>
    </message>
</context>
<context>
    <name>FoundModel</name>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>cannot be read: {reason}</source>
        <translation>無法讀取：{reason}</translation>
    </message>
    <message>
        <source>training document of sd-scripts</source>
        <translation>sd-scripts 的訓練設定檔</translation>
    </message>
    <message>
        <source>dataset document of sd-scripts</source>
        <translation>sd-scripts 的資料集設定檔</translation>
    </message>
    <message>
        <source>saved by kohya_ss</source>
        <translation>由 kohya_ss 儲存</translation>
    </message>
    <message>
        <source>saved by LoRA_Easy_Training_Scripts</source>
        <translation>由 LoRA_Easy_Training_Scripts 儲存</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import settings</source>
        <translation>匯入設定</translation>
    </message>
    <message>
        <source>Folder of the new project</source>
        <translation>新專案的資料夾</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未帶入</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Make a project of it</source>
        <translation>建立為專案</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>匯入 {name}</translation>
    </message>
    <message>
        <source>Not carried over ({count})</source>
        <translation>未帶入（{count}）</translation>
    </message>
    <message>
        <source>{count} settings for {script} were carried over.</source>
        <translation>已帶入 {count} 項 {script} 的設定。</translation>
    </message>
    <message>
        <source>1 folder of images, too.</source>
        <translation>另有 1 個圖片資料夾。</translation>
    </message>
    <message>
        <source>{count} folders of images, too.</source>
        <translation>另有 {count} 個圖片資料夾。</translation>
    </message>
    <message>
        <source>Nothing was left out.</source>
        <translation>沒有遺漏任何設定。</translation>
    </message>
    <message>
        <source>1 setting could not be.</source>
        <translation>有 1 項設定無法帶入。</translation>
    </message>
    <message>
        <source>{count} settings could not be.</source>
        <translation>有 {count} 項設定無法帶入。</translation>
    </message>
    <message>
        <source>Choose the folder of the new project.</source>
        <translation>請選擇新專案的資料夾。</translation>
    </message>
</context>
<context>
    <name>LaunchForm</name>
    <message>
        <source>What trains</source>
        <translation>訓練引擎</translation>
    </message>
    <message>
        <source>Python interpreter of its environment</source>
        <translation>其環境的 Python 直譯器</translation>
    </message>
    <message>
        <source>Folder of sd-scripts</source>
        <translation>sd-scripts 資料夾</translation>
    </message>
    <message>
        <source>Training script</source>
        <translation>訓練指令稿</translation>
    </message>
    <message>
        <source>How the settings reach the script</source>
        <translation>設定如何傳給指令稿</translation>
    </message>
    <message>
        <source>How it is started</source>
        <translation>啟動方式</translation>
    </message>
    <message>
        <source>Python interpreter</source>
        <translation>Python 直譯器</translation>
    </message>
    <message>
        <source>Where sd-scripts is</source>
        <translation>sd-scripts 的位置</translation>
    </message>
    <message>
        <source>Commit {version}</source>
        <translation>提交 {version}</translation>
    </message>
    <message>
        <source>Launch: {what}</source>
        <translation>啟動：{what}</translation>
    </message>
</context>
<context>
    <name>LaunchTab</name>
    <message>
        <source>Command line</source>
        <translation>命令列</translation>
    </message>
    <message>
        <source>Trains the project without this program, in a terminal.</source>
        <translation>在終端機中訓練此專案，不需要本程式。</translation>
    </message>
    <message>
        <source>The folder of sd-scripts is not named yet.</source>
        <translation>尚未指定 sd-scripts 的資料夾。</translation>
    </message>
    <message>
        <source>The Python interpreter of sd-scripts is not named yet.</source>
        <translation>尚未指定 sd-scripts 的 Python 直譯器。</translation>
    </message>
    <message>
        <source>Name it below, or set up an environment on the page Setup.</source>
        <translation>請在下方指定，或在「環境」頁面設定環境。</translation>
    </message>
    <message>
        <source>The documents have changes that are not saved: save them before you run this.</source>
        <translation>設定檔有尚未儲存的變更：執行前請先儲存。</translation>
    </message>
</context>
<context>
    <name>LaunchWords</name>
    <message>
        <source>Built-in engine</source>
        <translation>內建引擎</translation>
    </message>
    <message>
        <source>Comes with this program: LoRAs for SD1.x, nothing to set up.</source>
        <translation>隨本程式提供：訓練 SD1.x 的 LoRA，無須設定。</translation>
    </message>
    <message>
        <source>Kohya&apos;s sd-scripts</source>
        <translation>Kohya 的 sd-scripts</translation>
    </message>
    <message>
        <source>Your own copy in its own environment: every model and every setting it knows.</source>
        <translation>使用您自己的副本與環境：支援它的所有模型與設定。</translation>
    </message>
    <message>
        <source>Arguments, and a document for the images</source>
        <translation>參數，加上圖片的設定檔</translation>
    </message>
    <message>
        <source>--dataset_config: the one way that sd-scripts documents. A wrong type or an unknown setting is refused instead of ignored.</source>
        <translation>--dataset_config：sd-scripts 唯一有文件說明的方式。型別錯誤或未知的設定會被拒絕，而不是被忽略。</translation>
    </message>
    <message>
        <source>The training document as it is</source>
        <translation>直接使用訓練設定檔</translation>
    </message>
    <message>
        <source>--config_file: short to type, and never documented. sd-scripts checks no types in it and ignores what it does not know; the problems list tells. For the same seed the images may come in another order than by the other ways.</source>
        <translation>--config_file：指令簡短，但從未有文件說明。sd-scripts 不檢查其中的型別，也會忽略不認得的設定；問題清單會指出。使用相同的亂數種子時，圖片的順序可能與其他方式不同。</translation>
    </message>
    <message>
        <source>Arguments alone</source>
        <translation>只用參數</translation>
    </message>
    <message>
        <source>No documents: the images must lie in folders called like 10_class tokens. Long, and good for quick tests on a machine without the project.</source>
        <translation>不使用設定檔：圖片必須放在名稱如「10_類別詞」的資料夾中。指令很長，適合在沒有專案的機器上快速測試。</translation>
    </message>
    <message>
        <source>Plain python</source>
        <translation>直接使用 python</translation>
    </message>
    <message>
        <source>One process on one card: all that most people need.</source>
        <translation>一張顯示卡、一個行程：多數人只需要這樣。</translation>
    </message>
    <message>
        <source>accelerate launch</source>
        <translation>accelerate launch</translation>
    </message>
    <message>
        <source>Several cards or machines, or another precision than the script&apos;s own.</source>
        <translation>多張顯示卡或多台機器，或使用與指令稿不同的精度。</translation>
    </message>
</context>
<context>
    <name>ListEditor</name>
    <message>
        <source>Remove the chosen row</source>
        <translation>移除選取的列</translation>
    </message>
</context>
<context>
    <name>MemoryBar</name>
    <message>
        <source>Video memory: {low} to {high}, expected {expected}</source>
        <translation>視訊記憶體：{low} 到 {high}，預計 {expected}</translation>
    </message>
    <message>
        <source>{range}, of {total}</source>
        <translation>{range}，共 {total}</translation>
    </message>
    <message>
        <source>{range}, of {total}, {free} free now</source>
        <translation>{range}，共 {total}，目前可用 {free}</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>新專案</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>範本</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Where it lies</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基礎模型</translation>
    </message>
    <message>
        <source>a .safetensors file; can be named later</source>
        <translation>.safetensors 檔案；可稍後再指定</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>圖片資料夾</translation>
    </message>
    <message>
        <source>images, inside the project</source>
        <translation>專案中的 images</translation>
    </message>
    <message>
        <source>Class tokens</source>
        <translation>類別詞</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>建立專案</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>範本</translation>
    </message>
    <message>
        <source>No images lie there.</source>
        <translation>那裡沒有圖片。</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 張圖片</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 張圖片</translation>
    </message>
</context>
<context>
    <name>OutlookPane</name>
    <message>
        <source>What will happen</source>
        <translation>訓練預覽</translation>
    </message>
    <message>
        <source>Reading the images…</source>
        <translation>正在讀取圖片…</translation>
    </message>
    <message>
        <source>Nothing would be trained yet: the problems say why.</source>
        <translation>目前還無法訓練：問題清單說明了原因。</translation>
    </message>
</context>
<context>
    <name>OutlookPanel</name>
    <message>
        <source>Learning rate over the steps</source>
        <translation>各步的學習率</translation>
    </message>
    <message>
        <source>This schedule cannot be drawn.</source>
        <translation>無法繪製這個排程。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>學習率</translation>
    </message>
    <message>
        <source>Video memory</source>
        <translation>視訊記憶體</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>With repeats</source>
        <translation>含重複</translation>
    </message>
    <message>
        <source>Regularisation images</source>
        <translation>正則化圖片</translation>
    </message>
    <message>
        <source>Batches an epoch</source>
        <translation>每輪批次</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>輪數</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步數</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>檢查點</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁碟</translation>
    </message>
    <message>
        <source>Latent cache</source>
        <translation>潛在表示快取</translation>
    </message>
    <message>
        <source>1 bucket</source>
        <translation>1 個分桶</translation>
    </message>
    <message>
        <source>{count} buckets</source>
        <translation>{count} 個分桶</translation>
    </message>
    <message>
        <source>Not known for this script.</source>
        <translation>此指令稿的用量未知。</translation>
    </message>
    <message>
        <source>{low} – {high}, expected {expected}</source>
        <translation>{low} – {high}，預計 {expected}</translation>
    </message>
    <message>
        <source>No NVIDIA card here to compare with.</source>
        <translation>本機沒有可比較的 NVIDIA 顯示卡。</translation>
    </message>
    <message>
        <source>More than the card has ({total}).</source>
        <translation>超過顯示卡的容量（{total}）。</translation>
    </message>
    <message>
        <source>The card has {total}, but only {free} are free now.</source>
        <translation>顯示卡有 {total}，但目前只有 {free} 可用。</translation>
    </message>
    <message>
        <source>May just not fit: {free} of {total} are free now.</source>
        <translation>可能剛好不夠：{total} 中目前有 {free} 可用。</translation>
    </message>
    <message>
        <source>Fits: {free} of {total} are free now.</source>
        <translation>足夠：{total} 中目前有 {free} 可用。</translation>
    </message>
    <message>
        <source>step {step}: {rates}</source>
        <translation>第 {step} 步：{rates}</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>文字編碼器</translation>
    </message>
</context>
<context>
    <name>OutlookWords</name>
    <message>
        <source>Never measured for {model}: reckoned from the sizes of the model&apos;s parts, so the range is wide.</source>
        <translation>{model} 從未實測：依模型各部分的大小推算，因此範圍較寬。</translation>
    </message>
    <message>
        <source>From {count} peaks measured with sd-scripts on one card ({model}).</source>
        <translation>依據在同一張顯示卡上以 sd-scripts 實測的 {count} 個峰值（{model}）。</translation>
    </message>
    <message>
        <source>Corrected by {count} of your own runs.</source>
        <translation>並以您自己的 {count} 次訓練修正。</translation>
    </message>
    <message>
        <source>Wider, because never measured: {parts}.</source>
        <translation>範圍較寬，因為從未實測：{parts}。</translation>
    </message>
    <message>
        <source>No run of this kind yet: its first run will tell.</source>
        <translation>還沒有同類的訓練：第一次訓練後便會知道。</translation>
    </message>
    <message>
        <source>{speed}, as in the run {run}</source>
        <translation>{speed}，與訓練 {run} 相同</translation>
    </message>
    <message>
        <source>{speed}, reckoned from the run {run}, whose steps had another size</source>
        <translation>{speed}，由每步大小不同的訓練 {run} 推算</translation>
    </message>
    <message>
        <source>{written}, {kept} kept</source>
        <translation>{written} 個，保留 {kept} 個</translation>
    </message>
    <message>
        <source>{count} of {size}</source>
        <translation>{count} 個，每個 {size}</translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation>可用 {free}</translation>
    </message>
    <message>
        <source>{needed}, {free} free</source>
        <translation>{needed}，可用 {free}</translation>
    </message>
    <message>
        <source>no checkpointing with plain attention</source>
        <translation>一般注意力且未啟用梯度檢查點</translation>
    </message>
    <message>
        <source>full precision</source>
        <translation>全精度</translation>
    </message>
    <message>
        <source>text encoder only</source>
        <translation>只訓練文字編碼器</translation>
    </message>
    <message>
        <source>this resolution</source>
        <translation>此解析度</translation>
    </message>
    <message>
        <source>this batch size</source>
        <translation>此批次大小</translation>
    </message>
    <message>
        <source>this optimizer</source>
        <translation>此最佳化器</translation>
    </message>
    <message>
        <source>this network module</source>
        <translation>此網路模組</translation>
    </message>
</context>
<context>
    <name>OutsideChanges</name>
    <message>
        <source>Change by another program</source>
        <translation>其他程式的變更</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>Project</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>What trains</source>
        <translation>訓練引擎</translation>
    </message>
    <message>
        <source>Built-in engine</source>
        <translation>內建引擎</translation>
    </message>
    <message>
        <source>Script</source>
        <translation>腳本</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>開始訓練</translation>
    </message>
    <message>
        <source>{project}, unsaved</source>
        <translation>{project}，尚未儲存</translation>
    </message>
    <message>
        <source>Save and start</source>
        <translation>儲存並開始</translation>
    </message>
    <message>
        <source>A training is being started.</source>
        <translation>正在開始訓練。</translation>
    </message>
    <message>
        <source>The project is being checked.</source>
        <translation>正在檢查專案。</translation>
    </message>
    <message>
        <source>The errors have to be put right first.</source>
        <translation>必須先修正錯誤。</translation>
    </message>
    <message>
        <source>{script} does not take {count} keys of this document: {keys}</source>
        <translation>{script} 不接受此文件中的 {count} 個鍵：{keys}</translation>
    </message>
</context>
<context>
    <name>PageNotices</name>
    <message>
        <source>Show the line</source>
        <translation>顯示該行</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation>採用檔案的</translation>
    </message>
    <message>
        <source>The form is locked until that is corrected in the text; nothing overwrites it.</source>
        <translation>在文字中修正之前，表單會鎖定；不會有任何東西覆寫它。</translation>
    </message>
    <message>
        <source>The data set cannot be shown until that is corrected in the text; nothing overwrites it.</source>
        <translation>在文字中修正之前，無法顯示資料集；不會有任何東西覆寫它。</translation>
    </message>
    <message>
        <source>{file}, line {line}: no valid TOML: {reason}.</source>
        <translation>{file} 第 {line} 行：不是有效的 TOML：{reason}。</translation>
    </message>
    <message>
        <source>{file} was changed by another program.</source>
        <translation>{file} 已被其他程式變更。</translation>
    </message>
    <message>
        <source>Its changes are here now; one undo takes them out again.</source>
        <translation>其變更已併入這裡；復原一次即可取消。</translation>
    </message>
    <message>
        <source>Changes that were not saved last time are here again: {files}.</source>
        <translation>上次未儲存的變更已還原：{files}。</translation>
    </message>
    <message>
        <source>They are not saved yet; one undo takes them out.</source>
        <translation>這些變更尚未儲存；復原一次即可取消。</translation>
    </message>
    <message>
        <source>{file} was changed by another program in the same lines as here.</source>
        <translation>{file} 已被其他程式變更，且與這裡的變更在相同的行。</translation>
    </message>
    <message>
        <source>Keep mine: the next save overwrites it. Take the file&apos;s: one undo brings yours back.</source>
        <translation>保留我的：下次儲存會覆寫它。採用檔案的：復原一次即可找回你的內容。</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Choose a folder…</source>
        <translation>選擇資料夾…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>選擇檔案…</translation>
    </message>
    <message>
        <source>Fitting files ({names})</source>
        <translation>適用的檔案（{names}）</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有檔案 (*)</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>選擇檔案</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>選擇資料夾</translation>
    </message>
    <message>
        <source>Choose a file or a folder…</source>
        <translation>選擇檔案或資料夾…</translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>Browse…</source>
        <translation>瀏覽…</translation>
    </message>
    <message>
        <source>Browse: {name}</source>
        <translation>瀏覽：{name}</translation>
    </message>
</context>
<context>
    <name>PresetModel</name>
    <message>
        <source>Your own</source>
        <translation>您自己的</translation>
    </message>
</context>
<context>
    <name>PresetsDialog</name>
    <message>
        <source>Presets</source>
        <translation>預設組</translation>
    </message>
    <message>
        <source>Apply to the project</source>
        <translation>套用到專案</translation>
    </message>
    <message>
        <source>Save current settings as a preset…</source>
        <translation>將目前設定存為預設組…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重新命名…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>請先開啟專案。</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>來源：{source}</translation>
    </message>
    <message>
        <source>The project has these settings already.</source>
        <translation>專案已經有這些設定。</translation>
    </message>
    <message>
        <source>1 setting would be written.</source>
        <translation>將寫入 1 項設定。</translation>
    </message>
    <message>
        <source>{count} settings would be written.</source>
        <translation>將寫入 {count} 項設定。</translation>
    </message>
    <message>
        <source>Preset {name}</source>
        <translation>預設組 {name}</translation>
    </message>
    <message>
        <source>Save current settings as a preset</source>
        <translation>將目前設定存為預設組</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>儲存預設組</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>重新命名預設組</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重新命名</translation>
    </message>
    <message>
        <source>Move the preset {name} to the trash?</source>
        <translation>要將預設組 {name} 移到垃圾桶嗎？</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到垃圾桶</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message>
        <source>Error</source>
        <translation>錯誤</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Show this place</source>
        <translation>顯示這個位置</translation>
    </message>
    <message>
        <source>Show {place}</source>
        <translation>顯示 {place}</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Fix: {words}</source>
        <translation>修正：{words}</translation>
    </message>
</context>
<context>
    <name>ProblemLine</name>
    <message>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Fix: {what}</source>
        <translation>修正：{what}</translation>
    </message>
</context>
<context>
    <name>ProblemsPane</name>
    <message>
        <source>Fix all safe ones…</source>
        <translation>修正所有安全的問題…</translation>
    </message>
    <message>
        <source>Shows first what it would write.</source>
        <translation>會先顯示將寫入的內容。</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在檢查…</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>沒有發現問題。</translation>
    </message>
    <message>
        <source>Show {count} more</source>
        <translation>再顯示 {count} 個</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 個錯誤</translation>
    </message>
    <message>
        <source>{count} errors</source>
        <translation>{count} 個錯誤</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 個警告</translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation>{count} 個警告</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 個提示</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} 個提示</translation>
    </message>
    <message>
        <source>None of them can be fixed here: correct the text first.</source>
        <translation>目前無法在這裡修正：請先更正文字。</translation>
    </message>
    <message>
        <source>Fix 1 problem</source>
        <translation>修正 1 個問題</translation>
    </message>
    <message>
        <source>Fix {count} problems</source>
        <translation>修正 {count} 個問題</translation>
    </message>
    <message>
        <source>Each of these changes says what was meant, or what happens anyway. One undo takes all of them back.</source>
        <translation>這些變更只是寫出原本的意思，或本來就會發生的事。復原一次即可全部還原。</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Fix all safe ones</source>
        <translation>修正所有安全的問題</translation>
    </message>
</context>
<context>
    <name>ProjectChooser</name>
    <message>
        <source>New project…</source>
        <translation>新專案…</translation>
    </message>
    <message>
        <source>Open a project folder…</source>
        <translation>開啟專案資料夾…</translation>
    </message>
    <message>
        <source>Open or import a file…</source>
        <translation>開啟或匯入檔案…</translation>
    </message>
    <message>
        <source>Find all configs under a folder…</source>
        <translation>尋找資料夾中的所有設定檔…</translation>
    </message>
    <message>
        <source>Opened last</source>
        <translation>最近開啟</translation>
    </message>
    <message>
        <source>Projects opened last</source>
        <translation>最近開啟的專案</translation>
    </message>
    <message>
        <source>Choose a project</source>
        <translation>選擇專案</translation>
    </message>
    <message>
        <source>A project is a folder with training_config.toml and dataset_config.toml, as sd-scripts reads them. What kohya_ss or LoRA_Easy_Training_Scripts saved can be made into one.</source>
        <translation>專案是含有 training_config.toml 與 dataset_config.toml 的資料夾，格式與 sd-scripts 讀取的相同。kohya_ss 或 LoRA_Easy_Training_Scripts 儲存的設定也能建立為專案。</translation>
    </message>
    <message>
        <source>or drop a folder or a file here</source>
        <translation>或將資料夾或檔案拖放到這裡</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>開啟專案資料夾</translation>
    </message>
    <message>
        <source>Open or import a file</source>
        <translation>開啟或匯入檔案</translation>
    </message>
    <message>
        <source>Settings of a training ({patterns})</source>
        <translation>訓練設定檔（{patterns}）</translation>
    </message>
    <message>
        <source>Find all configs under a folder</source>
        <translation>尋找資料夾中的所有設定檔</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>not trained yet</source>
        <translation>尚未訓練</translation>
    </message>
</context>
<context>
    <name>SubsetCard</name>
    <message>
        <source>Regularisation images</source>
        <translation>正則化圖片</translation>
    </message>
    <message>
        <source>Shuffle tags</source>
        <translation>打亂標籤順序</translation>
    </message>
    <message>
        <source>Flip at random</source>
        <translation>隨機翻轉</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>選擇其他資料夾</translation>
    </message>
    <message>
        <source>Remove this subset; the images stay</source>
        <translation>移除這個子集；圖片會保留</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重複次數</translation>
    </message>
    <message>
        <source>Class tokens</source>
        <translation>類別詞</translation>
    </message>
    <message>
        <source>Captions in</source>
        <translation>標註副檔名</translation>
    </message>
    <message>
        <source>used for images without a caption</source>
        <translation>用於沒有標註的圖片</translation>
    </message>
    <message>
        <source>No folder</source>
        <translation>沒有資料夾</translation>
    </message>
    <message>
        <source>Move {name} up</source>
        <translation>將 {name} 上移</translation>
    </message>
    <message>
        <source>Move {name} down</source>
        <translation>將 {name} 下移</translation>
    </message>
    <message>
        <source>Choose another folder for {name}</source>
        <translation>為 {name} 選擇其他資料夾</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>counting…</source>
        <translation>正在計算…</translation>
    </message>
    <message>
        <source>no images</source>
        <translation>沒有圖片</translation>
    </message>
    <message>
        <source>no folder: {reason}</source>
        <translation>沒有資料夾：{reason}</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 張圖片</translation>
    </message>
    <message>
        <source>{count} images</source>
        <translation>{count} 張圖片</translation>
    </message>
    <message>
        <source>all with a caption</source>
        <translation>全部都有標註</translation>
    </message>
    <message>
        <source>no captions found</source>
        <translation>找不到標註</translation>
    </message>
    <message>
        <source>{count} without a caption</source>
        <translation>{count} 張沒有標註</translation>
    </message>
    <message>
        <source>Use the {count} {extension} files</source>
        <translation>改用 {count} 個 {extension} 檔案</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>選擇圖片資料夾</translation>
    </message>
</context>
<context>
    <name>TextDiffView</name>
    <message>
        <source>Differences</source>
        <translation>差異</translation>
    </message>
</context>
<context>
    <name>TomlTab</name>
    <message>
        <source>Text of the document</source>
        <translation>文件的文字</translation>
    </message>
    <message>
        <source>Typing in the text</source>
        <translation>在文字中輸入</translation>
    </message>
    <message>
        <source>Line {line}, column {column}</source>
        <translation>第 {line} 行，第 {column} 欄</translation>
    </message>
    <message>
        <source>There is no {name} yet. What you write here is saved under that name.</source>
        <translation>目前還沒有 {name}。在這裡寫的內容會以此名稱儲存。</translation>
    </message>
</context>
<context>
    <name>UnknownRow</name>
    <message>
        <source>Show in the text</source>
        <translation>在文字中顯示</translation>
    </message>
</context>
<context>
    <name>UnsavedChanges</name>
    <message>
        <source>There are changes that are not saved yet.</source>
        <translation>有尚未儲存的變更。</translation>
    </message>
    <message>
        <source>Save them in {files}, or give them up?</source>
        <translation>要儲存到 {files}，還是放棄？</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Give them up</source>
        <translation>放棄變更</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在這裡</translation>
    </message>
</context>
<context>
    <name>_Bars</name>
    <message>
        <source>{width}×{height}: {count} images</source>
        <translation>{width}×{height}：{count} 張圖片</translation>
    </message>
</context>
</TS>
