namespace MarketMaker.Venue.Simulated;

/// <summary>Random numbers that are the same on every machine: xoshiro256** (Blackman, Vigna) seeded through SplitMix64.</summary>
/// <remarks>
/// Only +, −, ×, ÷ and square roots are used on doubles, which IEEE 754 fixes to the last bit; logarithm and exponential are computed here
/// because the library's may differ between machines. One thread.
/// </remarks>
internal sealed class GeneratorRandom
{
    private const double Ln2 = 0.693147180559945309;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double _spare;
    private bool _hasSpare;

    /// <param name="seed">Seed of the tape.</param>
    /// <param name="stream">Number of the independent stream: one for each thing that draws, so that adding one changes no other.</param>
    public GeneratorRandom(int seed, int stream)
    {
        ulong state = ((ulong)(uint)seed << 32) | (uint)stream;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    private GeneratorRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>The generator in a given state, to be held against published output.</summary>
    internal static GeneratorRandom FromState(ulong s0, ulong s1, ulong s2, ulong s3) => new(s0, s1, s2, s3);

    public ulong NextBits()
    {
        unchecked
        {
            ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
            ulong shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = ulong.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>Uniform in (0, 1).</summary>
    public double Uniform() => ((NextBits() >> 12) + 0.5) / (1UL << 52);

    /// <summary>Uniform between two bounds.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>+1 or −1.</summary>
    public int Sign(double probabilityOfPlus = 0.5) => Chance(probabilityOfPlus) ? 1 : -1;

    /// <summary>Exponential with a mean.</summary>
    public double Exponential(double mean) => -mean * Log(Uniform());

    /// <summary>Log-normal by its median and the standard deviation of its logarithm.</summary>
    public double LogNormal(double median, double sigma) => median * Exp(sigma * Normal());

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double Normal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        while (true)
        {
            double x = Uniform(-1, 1);
            double y = Uniform(-1, 1);
            double square = (x * x) + (y * y);
            if (square is >= 1 or 0) continue;
            double scale = Math.Sqrt(-2 * Log(square) / square);
            _spare = y * scale;
            _hasSpare = true;
            return x * scale;
        }
    }

    /// <summary>Natural logarithm of a positive, normal double: 2·artanh((m − 1)/(m + 1)) + e·ln 2 with m within √½ … √2.</summary>
    public static double Log(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFL) | 0x3FF0_0000_0000_0000L);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double sum = 0;
        for (int n = 19; n >= 1; n -= 2) sum = (sum * square) + (1.0 / n);
        return (2 * s * sum) + (exponent * Ln2);
    }

    /// <summary>Exponential of a number within ±700, by Taylor's series on |r| ≤ ½·ln 2.</summary>
    public static double Exp(double value)
    {
        double whole = Math.Floor((value / Ln2) + 0.5);
        double rest = value - (whole * Ln2);
        double sum = 1;
        for (int n = 14; n >= 1; n--) sum = 1 + (rest / n * sum);
        return sum * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52);
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            ulong z = state += 0x9E37_79B9_7F4A_7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
            return z ^ (z >> 31);
        }
    }
}
