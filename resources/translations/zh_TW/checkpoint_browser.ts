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
    <name>RunModel</name>
    <message>
        <source>{count} saved</source>
        <translation>已存 {count} 個</translation>
    </message>
</context>
</TS>
