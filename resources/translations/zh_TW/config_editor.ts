<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
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
</TS>
