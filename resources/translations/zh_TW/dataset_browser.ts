<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
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
</TS>
