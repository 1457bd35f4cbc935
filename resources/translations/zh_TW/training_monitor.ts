<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
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
    <message>
        <source>Not possible in this run. {reason}</source>
        <translation>這次訓練無法使用。{reason}</translation>
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
        <source>exact losses</source>
        <translation>精確的損失值</translation>
    </message>
    <message>
        <source>checkpoints as they are saved</source>
        <translation>儲存當下的檢查點</translation>
    </message>
    <message>
        <source>states as they are saved</source>
        <translation>儲存當下的訓練狀態</translation>
    </message>
    <message>
        <source>samples as they are drawn</source>
        <translation>產生當下的樣本圖</translation>
    </message>
    <message>
        <source>the number of images</source>
        <translation>圖片數量</translation>
    </message>
    <message>
        <source>This run goes on without: {abilities}. {reason}</source>
        <translation>訓練照常進行，但缺少：{abilities}。{reason}</translation>
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
