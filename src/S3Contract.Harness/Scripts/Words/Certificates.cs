namespace S3Contract.Harness.Scripts.Words;

/// <summary>Real certificates, for charms that read what they are given: made once, valid until 2124, without any key that is kept.</summary>
internal static class Certificates
{
    /// <summary>Each in PEM.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        """
        -----BEGIN CERTIFICATE-----
        MIIBVTCB+6ADAgECAgFBMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMMDlMzIHRlc3Qg
        Q0Egb25lMCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAxMDAwMDAwWjAZMRcwFQYD
        VQQDDA5TMyB0ZXN0IENBIG9uZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIpm
        jG6FIEZg1NrmfxZwTzmkQ/Q/KJ065MEocDnFiODEyhSSocXiBdBX7M19ZMzx0MSp
        QDbU9XHXZQY8HVOKjtejMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFBG1
        ruzpIquT97hE4IhshJvknk4jMAoGCCqGSM49BAMCA0kAMEYCIQCdG4nXad9lYULB
        XH+L37tuALSyVy2A83RpvG4g0y2oRAIhALSyKu1uNXf6829rtoDvXNvdhgm1+K2k
        ziaWMHPxwfbs
        -----END CERTIFICATE-----
        """,
        """
        -----BEGIN CERTIFICATE-----
        MIIBVTCB+6ADAgECAgFCMAoGCCqGSM49BAMCMBkxFzAVBgNVBAMMDlMzIHRlc3Qg
        Q0EgdHdvMCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAxMDAwMDAwWjAZMRcwFQYD
        VQQDDA5TMyB0ZXN0IENBIHR3bzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABC/w
        8AdrmRnHJs9bShvNneVa/RTHJ86BGqXibq6Z+8iTbHSXqC63fGR2gpxb8Q7kVPam
        RVB+++mpe1P0jLRXSbyjMjAwMA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFGfy
        sj6SG9Bn3ZteUhumy3iz6gtJMAoGCCqGSM49BAMCA0kAMEYCIQDHcDNfk3pjAc6U
        5tcuakPFGNQGrmyKVQPasrAQdzhgcwIhANubMm6UbwbGOAdGir6PvSH/Z7JGqCBP
        H4EkbCF712Xe
        -----END CERTIFICATE-----
        """,
        """
        -----BEGIN CERTIFICATE-----
        MIIBWDCB/6ADAgECAgFDMAoGCCqGSM49BAMCMBsxGTAXBgNVBAMMEFMzIHRlc3Qg
        Q0EgdGhyZWUwIBcNMjQwMTAxMDAwMDAwWhgPMjEyNDAxMDEwMDAwMDBaMBsxGTAX
        BgNVBAMMEFMzIHRlc3QgQ0EgdGhyZWUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
        AATJpvNxudgK0x2xKOccTNRwLtjLA1vdkFOjwF8RODkLLMMWZqprrg6xgnmwmCge
        4zJbwsPIWzPQnfhmbd9pkcV8ozIwMDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQW
        BBQ4LttvixSqgylxAsszAc1rRx9flTAKBggqhkjOPQQDAgNIADBFAiA4NZm9afZF
        bYKzVslGUck6LuN09VdGIWC2VS+DM9S2AgIhAK4/HosQN4kn+U/unENSfQWsRDz5
        DnZ4I0hJ3jGtGAQY
        -----END CERTIFICATE-----
        """,
    ];

    /// <summary>Certificates as the interface wants a chain: a JSON list of strings.</summary>
    public static string Chain(IEnumerable<string> certificates) =>
        "[" + string.Join(", ", certificates.Select(pem => "\"" + pem.ReplaceLineEndings("\\n") + "\"")) + "]";
}
