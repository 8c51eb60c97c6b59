package io.tuanzi.catalog.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Turns what somebody typed into queries. */
final class SearchWords {

    private static final int MOST_TERMS = 24;

    private final Analyzer chinese;
    private final Analyzer analyzer;

    SearchWords(Analyzer chinese, Analyzer analyzer) {
        this.chinese = chinese;
        this.analyzer = analyzer;
    }

    /** Every word must be there: as a word, as the start of one, as characters side by side, or it is a code. */
    Query asTyped(String typed) throws IOException {
        List<Query> ways = new ArrayList<>();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<String> terms = terms(chinese, SearchIndex.TITLE, typed);
        for (String term : terms) {
            all.add(new DisjunctionMaxQuery(List.of(
                    new BoostQuery(new TermQuery(new Term(SearchIndex.TITLE, term)), 4),
                    new TermQuery(new Term(SearchIndex.WORDS, term))), 0.1f), Occur.MUST);
        }
        if (!terms.isEmpty()) {
            ways.add(new BoostQuery(all.build(), 2));
        }
        BooleanQuery.Builder starts = new BooleanQuery.Builder();
        List<String> words = words(typed);
        for (String word : words) {
            starts.add(isHan(word) ? pairs(word) : new PrefixQuery(new Term(SearchIndex.PLAIN, word)), Occur.MUST);
        }
        if (!words.isEmpty()) {
            ways.add(starts.build());
        }
        String code = typed.strip().toLowerCase(Locale.ROOT);
        if (code.length() >= 3) {
            ways.add(new PrefixQuery(new Term(SearchIndex.CODE, code)));
        }
        return ways.isEmpty() ? new MatchNoDocsQuery() : new DisjunctionMaxQuery(ways, 0.1f);
    }

    /** Latin words may have a letter or two wrong; of Chinese ones two thirds of the characters must be there. */
    Query forgiving(String typed) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<String> words = words(typed);
        for (String word : words) {
            if (isHan(word)) {
                all.add(mostCharacters(word), Occur.MUST);
            } else {
                int wrong = word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
                all.add(new FuzzyQuery(new Term(SearchIndex.PLAIN, word), wrong, 1), Occur.MUST);
            }
        }
        return words.isEmpty() ? new MatchNoDocsQuery() : all.build();
    }

    private Query mostCharacters(String word) throws IOException {
        List<String> grams = terms(analyzer, SearchIndex.GRAMS, word);
        BooleanQuery.Builder some = new BooleanQuery.Builder();
        int singles = 0;
        for (String gram : grams) {
            if (gram.length() == 1) {
                some.add(new TermQuery(new Term(SearchIndex.GRAMS, gram)), Occur.SHOULD);
                singles++;
            }
        }
        some.setMinimumNumberShouldMatch(Math.max(1, singles <= 2 ? singles : singles * 2 / 3));
        BooleanQuery.Builder best = new BooleanQuery.Builder().add(some.build(), Occur.MUST);
        grams.stream().filter(gram -> gram.length() == 2)
                .forEach(gram -> best.add(new BoostQuery(new TermQuery(new Term(SearchIndex.GRAMS, gram)), 3),
                        Occur.SHOULD));
        return best.build();
    }

    /** All neighbouring pairs of characters; a single character stands alone. */
    private Query pairs(String word) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean single = word.codePointCount(0, word.length()) == 1;
        for (String gram : terms(analyzer, SearchIndex.GRAMS, word)) {
            if (single || gram.codePointCount(0, gram.length()) == 2) {
                all.add(new TermQuery(new Term(SearchIndex.GRAMS, gram)), Occur.MUST);
            }
        }
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? new MatchNoDocsQuery() : query;
    }

    /** The words typed, Chinese and Latin apart even where they touch. */
    private static List<String> words(String typed) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean han = false;
        for (int point : typed.toLowerCase(Locale.ROOT).codePoints().toArray()) {
            boolean letter = Character.isLetterOrDigit(point);
            boolean nowHan = letter && Character.isIdeographic(point);
            if (!word.isEmpty() && (!letter || nowHan != han)) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter) {
                word.appendCodePoint(point);
                han = nowHan;
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words.stream().distinct().limit(MOST_TERMS).toList();
    }

    private static boolean isHan(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }

    private static List<String> terms(Analyzer analyzer, String field, String text) throws IOException {
        LinkedHashSet<String> terms = new LinkedHashSet<>();
        try (TokenStream stream = analyzer.tokenStream(field, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms.stream().limit(MOST_TERMS).toList();
    }
}
