<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>CheckpointDetails</name>
    <message>
        <source>Show in folder</source>
        <translation>在資料夾中顯示</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>複製路徑</translation>
    </message>
    <message>
        <source>Choose a checkpoint to see what is in it.</source>
        <translation>選一個檢查點，看看裡面有什麼。</translation>
    </message>
    <message>
        <source>The file is no longer where it was written:</source>
        <translation>檔案已不在當初寫入的位置：</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一張圖</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一張圖</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>第 {number} 張，共 {total} 張</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步數</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>儲存時間</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rank</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基礎模型</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>學習率</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>文字編碼器</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>最佳化器</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>圖片</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>無法讀取</translation>
    </message>
</context>
<context>
    <name>CheckpointModel</name>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>CheckpointsPage</name>
    <message>
        <source>Runs</source>
        <translation>訓練紀錄</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>檢查點</translation>
    </message>
    <message>
        <source>No checkpoints yet</source>
        <translation>還沒有檢查點</translation>
    </message>
    <message>
        <source>What a training saves is listed here while it runs. The demo saves its first within a minute.</source>
        <translation>訓練存下的檔案會列在這裡。示範不到一分鐘就會存下第一個。</translation>
    </message>
    <message>
        <source>Go to the demo</source>
        <translation>前往示範</translation>
    </message>
</context>
<context>
    <name>CheckpointsPanel</name>
    <message>
        <source>Checkpoints</source>
        <translation>檢查點</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部顯示</translation>
    </message>
    <message>
        <source>None saved yet.</source>
        <translation>還沒有存下任何檢查點。</translation>
    </message>
    <message>
        <source>Checkpoints of this run</source>
        <translation>這次訓練的檢查點</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Copy</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Copy {text}</source>
        <translation>複製 {text}</translation>
    </message>
</context>
<context>
    <name>ConfigPage</name>
    <message>
        <source>Config</source>
        <translation>設定檔</translation>
    </message>
    <message>
        <source>Train a project</source>
        <translation>訓練一個專案</translation>
    </message>
    <message>
        <source>Open a project folder…</source>
        <translation>開啟專案資料夾…</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新檢查</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>開始訓練</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>將會發生什麼</translation>
    </message>
    <message>
        <source>What will come here</source>
        <translation>之後這裡會有</translation>
    </message>
    <message>
        <source>Today the documents are edited in a text editor. An editor for every setting will stand here, with its default, its help, and what it changes in the plan.</source>
        <translation>目前要用文字編輯器修改設定檔。之後這裡會有涵蓋每個設定的編輯器，附上預設值、說明，以及它對訓練計畫的影響。</translation>
    </message>
    <message>
        <source>A folder with training_config.toml and dataset_config.toml, as sd-scripts reads them.</source>
        <translation>含有 training_config.toml 與 dataset_config.toml 的資料夾，格式與 sd-scripts 相同。</translation>
    </message>
    <message>
        <source>Open a project folder</source>
        <translation>開啟專案資料夾</translation>
    </message>
    <message>
        <source>The errors below have to be put right first.</source>
        <translation>請先修正下方的錯誤。</translation>
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
        <source>Batches an epoch</source>
        <translation>每個 epoch 的批次</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epoch 數</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步數</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>沒有發現問題。</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…還有 {count} 項</translation>
    </message>
</context>
<context>
    <name>ContextBar</name>
    <message>
        <source>Project</source>
        <translation>專案</translation>
    </message>
    <message>
        <source>What trains</source>
        <translation>訓練引擎</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>顯示卡</translation>
    </message>
    <message>
        <source>Built-in engine {version}</source>
        <translation>內建引擎 {version}</translation>
    </message>
    <message>
        <source>No project</source>
        <translation>沒有專案</translation>
    </message>
    <message>
        <source>Open a project folder on the Config page.</source>
        <translation>請在「設定檔」頁開啟專案資料夾。</translation>
    </message>
    <message>
        <source>No NVIDIA card: training on the CPU</source>
        <translation>沒有 NVIDIA 顯示卡：以 CPU 訓練</translation>
    </message>
</context>
<context>
    <name>CrashHandler</name>
    <message>
        <source>Something went wrong</source>
        <translation>發生問題</translation>
    </message>
    <message>
        <source>The program made a mistake.</source>
        <translation>程式出錯了。</translation>
    </message>
    <message>
        <source>The window goes on, and so does a running training. If it happens again, report it with the log file:</source>
        <translation>視窗與進行中的訓練都會繼續。若再次發生，請附上這個記錄檔回報：</translation>
    </message>
    <message>
        <source>Open the log&apos;s folder</source>
        <translation>開啟記錄檔資料夾</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
</context>
<context>
    <name>CurvesPanel</name>
    <message>
        <source>Loss curve</source>
        <translation>損失曲線</translation>
    </message>
    <message>
        <source>Learning rate curve</source>
        <translation>學習率曲線</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>學習率</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>epoch {epoch}</source>
        <translation>epoch {epoch}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>損失 {loss}</translation>
    </message>
    <message>
        <source>smoothed {loss}</source>
        <translation>平滑 {loss}</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>epoch average</source>
        <translation>epoch 平均</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>檢查點</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>樣本圖</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>問題</translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>What works today</source>
        <translation>目前可用的方式</translation>
    </message>
    <message>
        <source>Put the images into a folder, each with its caption in a text file of the same name. Any program that writes captions will do.</source>
        <translation>把圖片放進同一個資料夾，每張圖的標註寫在同名的文字檔裡。用任何標註工具都可以。</translation>
    </message>
    <message>
        <source>Then say in dataset_config.toml where they are. The Config page opens the project, checks images and captions, and tells how many steps they make.</source>
        <translation>接著在 dataset_config.toml 寫明位置。「設定檔」頁會開啟專案、檢查圖片與標註，並告訴你總共會訓練多少步。</translation>
    </message>
    <message>
        <source>What will come here</source>
        <translation>之後這裡會有</translation>
    </message>
    <message>
        <source>All images at a glance, with what is wrong with them: no caption, duplicates, odd shapes.</source>
        <translation>所有圖片一目了然，並標出問題：缺少標註、重複、長寬比特殊。</translation>
    </message>
    <message>
        <source>Captions as tags or text, edited for one image or for many, always with a way back.</source>
        <translation>以標籤或文字編輯標註，一次一張或多張，隨時可以復原。</translation>
    </message>
    <message>
        <source>Each image as it will be trained on: its bucket, its crop, its tokens.</source>
        <translation>每張圖實際訓練時的樣子：所屬 bucket、裁切範圍與 token。</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>File</source>
        <translation>檔案</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步數</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>儲存時間</translation>
    </message>
    <message>
        <source>{path} is no longer there</source>
        <translation>{path} 已不存在</translation>
    </message>
</context>
<context>
    <name>HardwarePanel</name>
    <message>
        <source>Machine</source>
        <translation>電腦</translation>
    </message>
    <message>
        <source>No NVIDIA card here: the training runs on the processor.</source>
        <translation>這裡沒有 NVIDIA 顯示卡：以處理器訓練。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>記憶體</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>處理器</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>顯示卡 {number}</translation>
    </message>
    <message>
        <source>VRAM</source>
        <translation>顯示卡記憶體</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>使用率</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>溫度</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>功耗</translation>
    </message>
</context>
<context>
    <name>Hero</name>
    <message>
        <source>Progress of the training</source>
        <translation>訓練進度</translation>
    </message>
    <message>
        <source>Train a project folder…</source>
        <translation>訓練專案資料夾…</translation>
    </message>
    <message>
        <source>{name} is under way</source>
        <translation>{name} 正在進行</translation>
    </message>
    <message>
        <source>The training goes on when this window is closed.</source>
        <translation>關閉視窗後訓練仍會繼續。</translation>
    </message>
    <message>
        <source>Watch the training</source>
        <translation>查看訓練</translation>
    </message>
    <message>
        <source>{name} was interrupted</source>
        <translation>{name} 被中斷了</translation>
    </message>
    <message>
        <source>It can be taken up from the state saved at step {step}.</source>
        <translation>可以從第 {step} 步存下的狀態繼續。</translation>
    </message>
    <message>
        <source>Continue the training</source>
        <translation>繼續訓練</translation>
    </message>
    <message>
        <source>See a LoRA being trained</source>
        <translation>看看 LoRA 如何訓練</translation>
    </message>
    <message>
        <source>The demo makes a small base model and a handful of drawn pictures on this computer, then trains a LoRA on them with the built-in engine. It takes about a minute, needs no network and no graphics card.</source>
        <translation>示範會在這台電腦上產生一個小型基礎模型和幾張畫好的圖，再用內建引擎訓練 LoRA。大約一分鐘，不需要網路，也不需要顯示卡。</translation>
    </message>
    <message>
        <source>The model is far smaller than Stable Diffusion: the demo shows that everything works, not what a good LoRA looks like.</source>
        <translation>這個模型比 Stable Diffusion 小得多：示範是為了確認一切都能運作，而不是展示好的 LoRA。</translation>
    </message>
    <message>
        <source>Train the demo LoRA</source>
        <translation>訓練示範 LoRA</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>No training yet. The first one will be listed here, with its newest picture.</source>
        <translation>還沒有訓練紀錄。第一次訓練會列在這裡，並附上最新的樣本圖。</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首頁</translation>
    </message>
    <message>
        <source>Last runs</source>
        <translation>最近的訓練</translation>
    </message>
</context>
<context>
    <name>JobPart</name>
    <message>
        <source>Show this training. It goes on when the window is closed.</source>
        <translation>顯示這次訓練。關閉視窗後它仍會繼續。</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>訓練進度</translation>
    </message>
    <message>
        <source>Nothing is being trained</source>
        <translation>目前沒有訓練</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止並儲存</translation>
    </message>
    <message>
        <source>Stop now, without saving</source>
        <translation>立即停止，不儲存</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Load earlier lines</source>
        <translation>載入較早的內容</translation>
    </message>
    <message>
        <source>Console of the training process</source>
        <translation>訓練程序的主控台</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜尋記錄</translation>
    </message>
    <message>
        <source>All lines</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告與錯誤</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>錯誤</translation>
    </message>
    <message>
        <source>Which lines to show</source>
        <translation>要顯示哪些行</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟隨</translation>
    </message>
    <message>
        <source>Keep the newest line in sight</source>
        <translation>保持顯示最新一行</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>上一個符合（Shift+F3）</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>下一個符合（F3）</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>找不到</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
</context>
<context>
    <name>MachineCard</name>
    <message>
        <source>This machine</source>
        <translation>這台電腦</translation>
    </message>
    <message>
        <source>{cores} processor threads</source>
        <translation>{cores} 個處理器執行緒</translation>
    </message>
    <message>
        <source>{size} of memory</source>
        <translation>{size} 記憶體</translation>
    </message>
    <message>
        <source>{size} free</source>
        <translation>{size} 可用</translation>
    </message>
    <message>
        <source>{free} of {total} free</source>
        <translation>{total} 中有 {free} 可用</translation>
    </message>
    <message>
        <source>No NVIDIA card</source>
        <translation>沒有 NVIDIA 顯示卡</translation>
    </message>
    <message>
        <source>trains on the processor</source>
        <translation>以處理器訓練</translation>
    </message>
    <message>
        <source>operating system</source>
        <translation>作業系統</translation>
    </message>
    <message>
        <source>The demo runs here. A LoRA for a real model wants an NVIDIA card with 8 GB or more.</source>
        <translation>示範可以在這裡執行。要訓練真正模型的 LoRA，建議使用 8 GB 以上的 NVIDIA 顯示卡。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The settings could not be read; the program starts with its defaults.</source>
        <translation>無法讀取設定，程式以預設值啟動。</translation>
    </message>
    <message>
        <source>The damaged file was kept as {path}.</source>
        <translation>損壞的檔案已保留為 {path}。</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>有訓練正在進行。</translation>
    </message>
    <message>
        <source>You may close this window: the training goes on.</source>
        <translation>可以放心關閉視窗：訓練會繼續。</translation>
    </message>
    <message>
        <source>Open the program again whenever you like, and it shows the whole training.</source>
        <translation>隨時再開啟程式，就能看到完整的訓練過程。</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this message</source>
        <translation>關閉這則訊息</translation>
    </message>
    <message>
        <source>Something went wrong inside the program: {error}</source>
        <translation>程式內部發生錯誤：{error}</translation>
    </message>
    <message>
        <source>The details are in the log file; the settings page opens its folder.</source>
        <translation>詳細內容在記錄檔裡；「設定」頁可以開啟它的資料夾。</translation>
    </message>
</context>
<context>
    <name>OutcomeBanner</name>
    <message>
        <source>Resume</source>
        <translation>接續訓練</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新訓練</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>Show checkpoints</source>
        <translation>顯示檢查點</translation>
    </message>
    <message>
        <source>Go on from the newest saved training state, as a new run</source>
        <translation>從最新存下的訓練狀態繼續，成為一次新的訓練</translation>
    </message>
    <message>
        <source>Start from the beginning with the same settings, as a new run</source>
        <translation>以相同設定從頭開始，成為一次新的訓練</translation>
    </message>
    <message>
        <source>The last lines of the log</source>
        <translation>記錄的最後幾行</translation>
    </message>
    <message>
        <source>This run cannot be read</source>
        <translation>無法讀取這次訓練</translation>
    </message>
    <message>
        <source>{outcome} at step {step}</source>
        <translation>{outcome}（第 {step} 步）</translation>
    </message>
    <message>
        <source>{outcome} after {time}</source>
        <translation>{outcome}（歷時 {time}）</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Home</source>
        <translation>首頁</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>設定檔</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>資料集</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>訓練</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>檢查點</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>PlotToolbar</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟隨</translation>
    </message>
    <message>
        <source>Keep the newest step in sight</source>
        <translation>保持顯示最新一步</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>重設檢視</translation>
    </message>
    <message>
        <source>Show the whole curve and follow it (Home)</source>
        <translation>顯示整條曲線並跟隨（Home）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Optimizer steps along x</source>
        <translation>橫軸為最佳化步數</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Epochs along x</source>
        <translation>橫軸為 epoch</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Hours, minutes and seconds of training along x</source>
        <translation>橫軸為訓練經過的時間</translation>
    </message>
    <message>
        <source>Smoothing of the loss curve</source>
        <translation>損失曲線的平滑程度</translation>
    </message>
    <message>
        <source>How much of the past the smoothed curve keeps: 0 is the raw loss</source>
        <translation>平滑曲線保留多少過去的值：0 為原始損失</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>對數損失軸</translation>
    </message>
    <message>
        <source>Show outliers</source>
        <translation>顯示離群值</translation>
    </message>
    <message>
        <source>Save plots as PNG…</source>
        <translation>將圖表存成 PNG…</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>將數據存成 CSV…</translation>
    </message>
    <message>
        <source>Logarithmic axis, outliers, export</source>
        <translation>對數軸、離群值、匯出</translation>
    </message>
    <message>
        <source>More about the plots</source>
        <translation>更多圖表選項</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>Progress of the training</source>
        <translation>訓練進度</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用時間</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩餘時間</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即儲存</translation>
    </message>
    <message>
        <source>Save a checkpoint and go on training</source>
        <translation>存下檢查點並繼續訓練</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>樣本圖</translation>
    </message>
    <message>
        <source>Draw the sample images now</source>
        <translation>立即產生樣本圖</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Hold the training, or let it go on</source>
        <translation>暫停訓練，或讓它繼續</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止並儲存</translation>
    </message>
    <message>
        <source>Save a checkpoint and the training state, then end</source>
        <translation>存下檢查點與訓練狀態後結束</translation>
    </message>
    <message>
        <source>Stop without saving…</source>
        <translation>停止且不儲存…</translation>
    </message>
    <message>
        <source>End the process at once…</source>
        <translation>立即終止程序…</translation>
    </message>
    <message>
        <source>Other ways to stop</source>
        <translation>其他停止方式</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>內建</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>繼續</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>訓練紀錄</translation>
    </message>
    <message>
        <source>Choose several with Ctrl to compare them.</source>
        <translation>按住 Ctrl 選取多個即可比較。</translation>
    </message>
    <message>
        <source>Runs, the newest first</source>
        <translation>訓練紀錄，最新的在前</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>開啟資料夾</translation>
    </message>
    <message>
        <source>Show checkpoints</source>
        <translation>顯示檢查點</translation>
    </message>
    <message>
        <source>Copy command line</source>
        <translation>複製命令列</translation>
    </message>
    <message>
        <source>Move to the trash…</source>
        <translation>移到資源回收桶…</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩餘 {time}</translation>
    </message>
</context>
<context>
    <name>RunModel</name>
    <message>
        <source>{count} saved</source>
        <translation>已存 {count} 個</translation>
    </message>
</context>
<context>
    <name>RunRow</name>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Open the run {name}</source>
        <translation>開啟訓練 {name}</translation>
    </message>
    <message>
        <source>{done} of {total} steps</source>
        <translation>{done} / {total} 步</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>損失 {loss}</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>Show or hide the list of runs (Ctrl+B)</source>
        <translation>顯示或隱藏訓練清單（Ctrl+B）</translation>
    </message>
    <message>
        <source>Show or hide the list of runs</source>
        <translation>顯示或隱藏訓練清單</translation>
    </message>
    <message>
        <source>Problems of this run</source>
        <translation>這次訓練的問題</translation>
    </message>
    <message>
        <source>What happened in this run</source>
        <translation>這次訓練的經過</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Problems {count}</source>
        <translation>問題 {count}</translation>
    </message>
</context>
<context>
    <name>RunWishes</name>
    <message>
        <source>{wish}: asked</source>
        <translation>{wish}：已送出</translation>
    </message>
    <message>
        <source>{wish}: under way</source>
        <translation>{wish}：進行中</translation>
    </message>
    <message>
        <source>{wish}: done</source>
        <translation>{wish}：完成</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>啟動中</translation>
    </message>
    <message>
        <source>training</source>
        <translation>訓練中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中斷</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>無法讀取</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>已結束</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>載入模型</translation>
    </message>
    <message>
        <source>caching latents</source>
        <translation>快取 latent</translation>
    </message>
    <message>
        <source>drawing samples</source>
        <translation>產生樣本圖</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>儲存中</translation>
    </message>
    <message>
        <source>step {step} of {total}</source>
        <translation>第 {step} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩餘 {time}</translation>
    </message>
    <message>
        <source>today {clock}</source>
        <translation>今天 {clock}</translation>
    </message>
    <message>
        <source>yesterday {clock}</source>
        <translation>昨天 {clock}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>finished, but ruined (NaN)</source>
        <translation>已完成，但結果無效（NaN）</translation>
    </message>
    <message>
        <source>found nothing to train on</source>
        <translation>沒有可訓練的資料</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒絕</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已發散</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>記憶體不足</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>已當掉</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>被強制終止</translation>
    </message>
</context>
<context>
    <name>SamplesPanel</name>
    <message>
        <source>No samples yet. They appear here as they are drawn.</source>
        <translation>還沒有樣本圖，產生後會顯示在這裡。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>樣本圖</translation>
    </message>
    <message>
        <source>Earlier sample (Left)</source>
        <translation>較早的樣本圖（←）</translation>
    </message>
    <message>
        <source>Later sample (Right)</source>
        <translation>較晚的樣本圖（→）</translation>
    </message>
    <message>
        <source>Show the first sample beside the last</source>
        <translation>並排顯示第一張與最後一張樣本圖</translation>
    </message>
    <message>
        <source>Compare first and last</source>
        <translation>比較首尾</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示詞</translation>
    </message>
    <message>
        <source>{number}: {prompt}</source>
        <translation>{number}：{prompt}</translation>
    </message>
    <message>
        <source>step {step} · epoch {epoch}</source>
        <translation>第 {step} 步 · epoch {epoch}</translation>
    </message>
    <message>
        <source>seed {seed}</source>
        <translation>種子 {seed}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>About</source>
        <translation>關於</translation>
    </message>
    <message>
        <source>Kohya Studio {version}</source>
        <translation>Kohya Studio {version}</translation>
    </message>
    <message>
        <source>Apache License 2.0. Sends nothing anywhere.</source>
        <translation>Apache License 2.0。不會傳送任何資料。</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外觀</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>資料夾</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>訓練紀錄</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>示範</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>記錄檔</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Open the folder {name}</source>
        <translation>開啟「{name}」資料夾</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Setup</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>Built-in engine</source>
        <translation>內建引擎</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Trains SD1.x LoRAs in the Python environment that this program runs in, from the same files as Kohya&apos;s sd-scripts. Nothing has to be set up for it.</source>
        <translation>在本程式所用的 Python 環境中訓練 SD1.x 的 LoRA，使用與 Kohya sd-scripts 相同的檔案，不需要另外設定。</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>環境</translation>
    </message>
    <message>
        <source>What will come here</source>
        <translation>之後這裡會有</translation>
    </message>
    <message>
        <source>Environments for the real sd-scripts: made by conda, uv or venv, with a torch that fits the card.</source>
        <translation>給原版 sd-scripts 用的環境：以 conda、uv 或 venv 建立，並配上適合顯示卡的 torch。</translation>
    </message>
    <message>
        <source>A checklist that proves an environment before it is used: CUDA, bf16, 8-bit optimizers, one step.</source>
        <translation>使用前先以檢查清單驗證環境：CUDA、bf16、8-bit 最佳化器，並實際訓練一步。</translation>
    </message>
    <message>
        <source>Repair and update, with the size and the time of each step told beforehand.</source>
        <translation>修復與更新，並事先告知每個步驟的下載大小與時間。</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>未安裝</translation>
    </message>
</context>
<context>
    <name>StopQuestion</name>
    <message>
        <source>Stop without saving?</source>
        <translation>要停止且不儲存嗎？</translation>
    </message>
    <message>
        <source>What was learned since the last checkpoint is lost. Checkpoints that are already saved stay.</source>
        <translation>上一個檢查點之後學到的內容會遺失，已存下的檢查點會保留。</translation>
    </message>
    <message>
        <source>End at once</source>
        <translation>立即終止</translation>
    </message>
    <message>
        <source>Stop without saving</source>
        <translation>停止且不儲存</translation>
    </message>
    <message>
        <source>Keep training</source>
        <translation>繼續訓練</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止並儲存</translation>
    </message>
    <message>
        <source>Move the run {name} to the trash?</source>
        <translation>要把訓練 {name} 移到資源回收桶嗎？</translation>
    </message>
    <message>
        <source>Move {count} runs to the trash?</source>
        <translation>要把 {count} 次訓練移到資源回收桶嗎？</translation>
    </message>
    <message>
        <source>Its curves, log and samples go. Checkpoints lie in the output folder and stay.</source>
        <translation>曲線、記錄與樣本圖會一起移走；檢查點在輸出資料夾裡，會保留。</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到資源回收桶</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>TrainingEvents</name>
    <message>
        <source>Save now</source>
        <translation>立即儲存</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>樣本圖</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止並儲存</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{wish}: will be done</source>
        <translation>{wish}：即將執行</translation>
    </message>
    <message>
        <source>{wish}: done</source>
        <translation>{wish}：完成</translation>
    </message>
    <message>
        <source>{wish}: refused</source>
        <translation>{wish}：無法執行</translation>
    </message>
    <message>
        <source>Started with {engine} {version} on {device}: {images} images, {steps} steps</source>
        <translation>以 {engine} {version} 在 {device} 上開始：{images} 張圖片，{steps} 步</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {total}</source>
        <translation>第 {epoch} 個 epoch，共 {total} 個</translation>
    </message>
    <message>
        <source>Saved {name} ({size}) at step {step}</source>
        <translation>在第 {step} 步存下 {name}（{size}）</translation>
    </message>
    <message>
        <source>Removed {name}</source>
        <translation>已移除 {name}</translation>
    </message>
    <message>
        <source>Saved the training state at step {step}: the run can be resumed</source>
        <translation>在第 {step} 步存下訓練狀態：之後可以接續訓練</translation>
    </message>
    <message>
        <source>Sample at step {step}: {prompt}</source>
        <translation>第 {step} 步的樣本圖：{prompt}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暫停</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>已繼續</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>No training yet</source>
        <translation>還沒有訓練</translation>
    </message>
    <message>
        <source>When you start one, you see here how it is going: its loss, its samples, its log. The demo trains a small LoRA on this machine in about a minute.</source>
        <translation>開始訓練後，這裡會顯示進行狀況：損失、樣本圖與記錄。示範大約一分鐘就能在這台電腦上訓練一個小型 LoRA。</translation>
    </message>
    <message>
        <source>Train the demo LoRA</source>
        <translation>訓練示範 LoRA</translation>
    </message>
    <message>
        <source>Save plots</source>
        <translation>儲存圖表</translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation>儲存數據</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已儲存 {path}</translation>
    </message>
</context>
<context>
    <name>_Pictures</name>
    <message>
        <source>Sample image</source>
        <translation>樣本圖</translation>
    </message>
</context>
</TS>
