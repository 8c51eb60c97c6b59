package io.tuanzi.customer;

/**
 * An address of a person, for its owner and for the parcel.
 *
 * @param phone plain; show {@code phoneMasked} to everybody but the owner and the packer
 * @param regionCode six digits of GB/T 2260
 */
public record AddressView(long addressId, String name, String phone, String phoneMasked, String province, String city,
                          String district, String street, String regionCode, boolean isDefault) {
}
