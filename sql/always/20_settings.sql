-- 20_settings.sql -- the settings in force at a moment. Changing one never rewrites the past (product policy).

CREATE OR REPLACE FUNCTION lantern.setting_at(premises uuid, name text, at timestamptz) RETURNS jsonb
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
SELECT coalesce(
    (SELECT s.value FROM lantern.setting s
     WHERE s.premises_id = setting_at.premises AND s.name = setting_at.name AND s.from_at <= setting_at.at
     ORDER BY s.from_at DESC, s.n DESC LIMIT 1),
    (SELECT k.value FROM lantern.setting_kind k WHERE k.name = setting_at.name))
$$;

-- All of them: {"name": value, ...}. In plpgsql, because that keeps its plan: every judgement asks this.
CREATE OR REPLACE FUNCTION lantern.settings_at(premises uuid, at timestamptz) RETURNS jsonb
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    RETURN (
        SELECT jsonb_object_agg(k.name, coalesce(s.value, k.value))
        FROM lantern.setting_kind k
        LEFT JOIN (
            SELECT DISTINCT ON (i.name) i.name, i.value FROM lantern.setting i
            WHERE i.premises_id = settings_at.premises AND i.from_at <= settings_at.at
            ORDER BY i.name, i.from_at DESC, i.n DESC) s ON s.name = k.name);
END
$$;
