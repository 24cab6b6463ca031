using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using MarketMaker.Lake.Native;

namespace MarketMaker.QueryApi.Sandbox;

/// <summary>Writes a result as JSON, up to its caps.</summary>
internal static class ResultWriter
{
    private const string WithMicros = "yyyy-MM-dd'T'HH:mm:ss.ffffff";

    /// <summary>Writes one table and returns the bytes its rows took.</summary>
    public static long Write(Utf8JsonWriter json, DuckDBDataReader reader, int maxRows, long maxBytes)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        var types = new DuckDBLogicalType[reader.FieldCount];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = reader.GetLogicalType(i);
            json.WriteStartObject();
            json.WriteString("name", reader.GetName(i));
            json.WriteString("type", types[i].ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        long start = json.BytesCommitted + json.BytesPending;
        long written = 0;
        bool isTruncated = false;
        for (int rows = 0; reader.Read(); rows++)
        {
            if (rows == maxRows || written >= maxBytes)
            {
                isTruncated = true;
                break;
            }

            json.WriteStartArray();
            for (int i = 0; i < types.Length; i++) Value(json, reader.IsDBNull(i) ? null : reader.GetValue(i), types[i]);
            json.WriteEndArray();
            written = json.BytesCommitted + json.BytesPending - start;
        }

        json.WriteEndArray();
        json.WriteBoolean("is_truncated", isTruncated);
        json.WriteEndObject();
        return written;
    }

    private static void Value(Utf8JsonWriter json, object? value, DuckDBLogicalType type)
    {
        switch (value)
        {
            case null or DBNull: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case double number when !double.IsFinite(number): json.WriteNullValue(); break;
            case double number: json.WriteNumberValue(number); break;
            case float number when !float.IsFinite(number): json.WriteNullValue(); break;
            case float number: json.WriteNumberValue(number); break;
            case decimal exact: json.WriteNumberValue(exact); break;
            case long or int or short or sbyte: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong or uint or ushort or byte: json.WriteNumberValue(Convert.ToUInt64(value, CultureInfo.InvariantCulture)); break;
            case BigInteger or Int128 or UInt128: json.WriteRawValue(Convert.ToString(value, CultureInfo.InvariantCulture)!); break;
            case DateTime time:
                string zone = type.Type == DuckDBType.TimestampTz ? "Z" : "";
                json.WriteStringValue(time.ToString(WithMicros, CultureInfo.InvariantCulture) + zone);
                break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            case IDictionary map: Map(json, map, type); break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (object? item in list) Value(json, item, type.Fields.Count > 0 ? type.Fields[0].Type : type);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void Map(Utf8JsonWriter json, IDictionary map, DuckDBLogicalType type)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
            json.WritePropertyName(name);
            DuckDBLogicalType field = type.Type == DuckDBType.Struct ? type.Fields.First(f => f.Name == name).Type : type.Fields[^1].Type;
            Value(json, entry.Value, field);
        }

        json.WriteEndObject();
    }
}
