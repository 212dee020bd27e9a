-- name: loaded_words :one read
-- Words that say more about the writer than about the woman, each with the question that a page asks beside it.
SELECT json_build_object('words', json_agg(json_build_object('word', l.word, 'question', l.question) ORDER BY l.word))::text AS answer
FROM lantern.loaded_word l
