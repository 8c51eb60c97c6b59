package io.tuanzi.catalog.internal;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** Chinese as single characters and pairs, so that a wrong character or another way to cut words still finds. */
final class GramAnalyzer extends Analyzer {

    @Override
    protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        var grams = new CJKBigramFilter(new LowerCaseFilter(new CJKWidthFilter(source)),
                CJKBigramFilter.HAN | CJKBigramFilter.HANGUL | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA,
                true);
        return new TokenStreamComponents(source, grams);
    }
}
