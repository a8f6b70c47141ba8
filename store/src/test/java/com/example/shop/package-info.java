/** Classes as an application has them, for the codec's tests. */
package com.example.shop;
