<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW">
<context>
    <name>Browser</name>
    <message>
        <source>No image matches the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BucketChart</name>
    <message>
        <source>Buckets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height}: {images} images, {count} with repeats, {batches} batches; the last batches lack {unfilled} images.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit {count} captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working out what would change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another edit is being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking back what has been written…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} of {count} captions change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} cannot be changed; the list says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkForm</name>
    <message>
        <source>At the front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tags at the front stay where they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the tag and its new name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the text to look for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One tag, or several with commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replacement (may be empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups are \1 or \g&lt;name&gt;; the whole caption is searched, not tag by tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper and lower case matter; the whole caption is searched, not tag by tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions without the tag stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename a tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move tags to the front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace by a regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove repeated tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag or text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replacement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags that stay at the front</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionEditor</name>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert to UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption cannot be read: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link that leads out of the folder: it is not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no caption file yet; it is made when you write one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encoding of this caption is not known. Choose it, and it becomes UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written in {encoding}, which is kept; training needs UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> with a byte order mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes from another file; a change is written to a file of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has characters that no text field can hold: it can be seen here, not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}/{limit} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption of {name} was changed by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was left as it is; what was written here is not in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has changed this caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was overwritten. Which of both is to stay?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is UTF-8 already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>convert to UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption then</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>restore the caption of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doing again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files could not be moved to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {name} to the trash?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {count} images to the trash?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their captions and latent caches go with them. The system&apos;s trash gives them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another edit is being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} captions were left as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done again: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Keep both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the right, trash this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the left, trash this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CountModel</name>
    <message>
        <source>{name}: {count}. Click to filter, Ctrl+click to exclude.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DatasetPage</name>
    <message>
        <source>No data set is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project or a folder with images and captions, or drop it here. Nothing is changed by opening it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder with images, or a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An edit was interrupted: {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo takes back what had been written; the history can write the rest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DatasetProblems</name>
    <message>
        <source>Empty caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreadable caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unreadable image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Byte order mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No trigger word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contradicting tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extreme ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transparency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned by EXIF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16-bit colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CMYK colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Animated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enormous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link leads out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Near duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stale cache</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>A link that leads out of the folder: it is not followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training does not take this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing: the image is learned without any words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height} pixels, {format}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bucket {width} × {height}, resized to {resized_width} × {resized_height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated {count} times in each epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it large (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate {number} (key {number})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag (key 6)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>The subset stands in {config}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} captions were left as they are: another program has changed them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} captions changed. Ctrl+Z takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditModel</name>
    <message>
        <source>{when} · {count} captions · {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken back for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Saved filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{total} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FixBar</name>
    <message>
        <source>{name}: {count} images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make all captions UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all captions to the right extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the trigger word to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare them pair by pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the stale caches to the trash</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Fixes</name>
    <message>
        <source>convert to UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy captions to the extension of the config</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeadBar</name>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of the captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statistics of the images in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick tags: which key sets which tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished">資料集</translation>
    </message>
    <message>
        <source>Nothing has been opened yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore this caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of the captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo always takes back the newest edit, redo the one taken back last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the caption of {name} has held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This caption</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageModel</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rating</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop of its bucket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image before (Left)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next image (Right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link that leads out of the folder: it is not followed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Write it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open config</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueryField</name>
    <message>
        <source>Filter: a word, tag:smile, -tag:hat, w&lt;768, problem:any …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickTagsDialog</name>
    <message>
        <source>Quick tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the key over the images, and the tag goes into the captions of the chosen ones; press it again, and it goes out. A key without a tag begins a filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits are for ratings; choose another key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is there twice.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SavedFilters</name>
    <message>
        <source>Save this filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Edit captions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption automatically…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two images to compare them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the config as a subset…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop to the bucket, into new files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate left, into new files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rotate right, into new files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize to the bucket, into new files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look closely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read every file to its end and compare all pictures: finds damage and duplicates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {count} more…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking closely: {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damage and duplicates are found by a close look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{buckets} buckets, {batches} batches an epoch; batches lack {lacking} images in all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buckets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatisticsView</name>
    <message>
        <source>Statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{images} images, {tags} different tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption lengths</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{limit} tokens are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the caption as it is trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width in pixels (squares: buckets)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{both} of {count} images with “{first}” have “{second}” too</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubsetDialog</name>
    <message>
        <source>Add to the config as a subset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add subset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} images are copied with their captions into {folder}; the originals stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is used as it is: all of its images were chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{config} is made for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subset is added to {config}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats in each epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}: {width} × {height}, batches of {batch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation type="unfinished">資料集</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>{tag}: drag it to another place, double-click to rename it, Delete to remove it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagField</name>
    <message>
        <source>Add a tag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionModel</name>
    <message>
        <source>no caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before “{label}”, {when}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Side</name>
    <message>
        <source>No caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bucket {width} × {height}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>self._model</name>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
